package dev.loginstream.indexer.analytics;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;

@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration implements WebMvcConfigurer {

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, SplitField.class, SplitField::of);
		registry.addConverter(String.class, Duration.class, DurationStyle::detectAndParse);
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		WebContentInterceptor contents = new WebContentInterceptor();
		// Personal data is for nobody's cache.
		contents.setCacheControl(CacheControl.noStore());
		registry.addInterceptor(contents).addPathPatterns("/api/**");
		registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
	}

}
