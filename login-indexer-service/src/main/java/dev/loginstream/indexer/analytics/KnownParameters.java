package dev.loginstream.indexer.analytics;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters that an endpoint does not know, and those given twice: with a
 * misspelt filter that is passed over, the answer would be to another question.
 */
class KnownParameters implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			Set<String> known = Arrays.stream(method.getMethod().getParameters())
				.flatMap(KnownParameters::names)
				.collect(Collectors.toCollection(TreeSet::new));
			request.getParameterMap().forEach((name, values) -> {
				if (!known.contains(name)) {
					// Not by its name, which is anything that somebody sends.
					throw new InvalidParameterException("", "Expected no other parameters than " + known);
				}
				if (values.length > 1) {
					throw new InvalidParameterException(name, "Expected one value");
				}
			});
		}
		return true;
	}

	private static Stream<String> names(Parameter parameter) {
		RequestParam named = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
		if (named != null) {
			return Stream.of(named.name().isEmpty() ? parameter.getName() : named.name());
		}
		return parameter.getType().isRecord() ? Arrays.stream(parameter.getType().getDeclaredConstructors())
			.flatMap((constructor) -> Arrays.stream(constructor.getParameters()))
			.map(KnownParameters::boundName) : Stream.empty();
	}

	private static String boundName(Parameter component) {
		BindParam bound = component.getAnnotation(BindParam.class);
		return (bound != null) ? bound.value() : component.getName();
	}

}
