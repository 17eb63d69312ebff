/**
 * The record contract: all that the services, in whatever language, must agree on.
 */
@NullMarked
package dev.loginstream.dto;

import org.jspecify.annotations.NullMarked;
