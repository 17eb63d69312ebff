/**
 * Topic {@code user-login} to {@code processed-user-login}, exactly once. A record's way:
 * {@link dev.loginstream.processor.UserLoginListener},
 * {@link dev.loginstream.processor.UserLoginProcessor}, committed by the container.
 */
@NullMarked
package dev.loginstream.processor;

import org.jspecify.annotations.NullMarked;
