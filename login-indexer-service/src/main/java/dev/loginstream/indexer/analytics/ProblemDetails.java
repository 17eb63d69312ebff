package dev.loginstream.indexer.analytics;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Errors as problem details (RFC 9457). They name the parameter that is wrong and never
 * quote a value, which may be personal data.
 */
@RestControllerAdvice
class ProblemDetails extends ResponseEntityExceptionHandler {

	private static final String RETRY_AFTER_SECONDS = "5";

	@ExceptionHandler
	ProblemDetail onInvalidParameter(InvalidParameterException ex) {
		return invalid(ex.parameter(), String.valueOf(ex.getMessage()));
	}

	/** Of Tomcat: percent signs in the query that encode nothing. */
	@ExceptionHandler(org.apache.tomcat.util.http.InvalidParameterException.class)
	ProblemDetail onUnreadableQuery() {
		return invalid("", "Expected a query that is encoded as in a URL");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> onNoAnswer(NoAnswerException ex) {
		this.logger.warn("OpenSearch did not answer a query: " + ex.getMessage());
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
					"OpenSearch gave no whole answer in time"));
	}

	@ExceptionHandler
	@Nullable ProblemDetail onFault(Exception ex) {
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			return null;
		}
		this.logger.error("Expected to answer a query", ex);
		return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		FieldError error = ex.getBindingResult().getFieldErrors().getFirst();
		return handleExceptionInternal(ex, invalid(snakeCase(error.getField()), expected(error)), headers, status,
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ParameterValidationResult result = ex.getParameterValidationResults().getFirst();
		return handleExceptionInternal(ex,
				invalid(String.valueOf(result.getMethodParameter().getParameterName()),
						String.valueOf(result.getResolvableErrors().getFirst().getDefaultMessage())),
				headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return handleExceptionInternal(ex,
				invalid(String.valueOf(ex.getPropertyName()), expected(ex.getRequiredType())), headers, status,
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		// Its own detail quotes the path, and so would the instance.
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setInstance(URI.create("/"));
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static ProblemDetail invalid(String parameter, String expected) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				parameter.isEmpty() ? expected : parameter + ": " + expected);
		if (!parameter.isEmpty()) {
			problem.setProperty("parameter", parameter);
		}
		return problem;
	}

	private static String expected(FieldError error) {
		if (error.isBindingFailure() && error.contains(TypeMismatchException.class)) {
			return expected(error.unwrap(TypeMismatchException.class).getRequiredType());
		}
		return String.valueOf(error.getDefaultMessage());
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == Instant.class) {
			return "Expected an ISO-8601 time with offset such as 2026-01-01T00:00:00Z";
		}
		if (type == Duration.class) {
			return "Expected a duration such as 10s or PT10S";
		}
		if (type != null && type.isEnum()) {
			return "Expected one of " + Arrays.toString(type.getEnumConstants());
		}
		return "Expected "
				+ ((type != null && ClassUtils.isPrimitiveOrWrapper(type)) ? "a whole number" : "another value");
	}

	// Fields are found by the name in Java, or by that in the request.
	private static String snakeCase(String field) {
		return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
	}

}
