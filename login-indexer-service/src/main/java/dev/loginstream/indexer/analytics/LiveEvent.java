package dev.loginstream.indexer.analytics;

/**
 * The newest state of a part of the page, ready to be sent.
 *
 * @param part name of the part
 * @param json one line
 */
record LiveEvent(String part, String json) {
}
