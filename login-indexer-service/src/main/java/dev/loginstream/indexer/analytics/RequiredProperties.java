package dev.loginstream.indexer.analytics;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says in OpenAPI what the records say in Java: all that may not be null is always there.
 */
@Component
class RequiredProperties implements ModelConverter {

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		JavaType resolved = Json.mapper().constructType(type.getType());
		if (schema != null && resolved.isRecordType()) {
			Schema<?> defined = context.getDefinedModels().getOrDefault(resolved.getRawClass().getSimpleName(), schema);
			for (RecordComponent component : resolved.getRawClass().getRecordComponents()) {
				JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
				if (property != null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
					defined.addRequiredItem(property.value());
				}
			}
		}
		return schema;
	}

}
