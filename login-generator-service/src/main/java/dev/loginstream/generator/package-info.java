/**
 * Synthetic logins to topic {@code user-login}:
 * {@link dev.loginstream.generator.LoginRecords} make them,
 * {@link dev.loginstream.generator.LoginPublisher} sends them.
 */
@NullMarked
package dev.loginstream.generator;

import org.jspecify.annotations.NullMarked;
