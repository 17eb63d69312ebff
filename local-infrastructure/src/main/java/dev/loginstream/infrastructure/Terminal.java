package dev.loginstream.infrastructure;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Prints lines that stay and one at the bottom that is written over. Where no person
 * looks, that one is printed now and then instead.
 */
final class Terminal {

	private static final String CLEAR_LINE = "\r\u001b[K";

	private static final long BETWEEN_PRINTS = Duration.ofSeconds(10).toNanos();

	private final PrintStream out;

	private final boolean interactive;

	private long lastPrint = System.nanoTime() - BETWEEN_PRINTS;

	Terminal(PrintStream out) {
		this.out = out;
		Console console = System.console();
		this.interactive = console != null && console.isTerminal();
	}

	synchronized void print(String line) {
		this.out.println(this.interactive ? CLEAR_LINE + line : line);
	}

	synchronized void status(String line) {
		if (this.interactive) {
			this.out.print(CLEAR_LINE + line);
			this.out.flush();
		}
		else if (System.nanoTime() - this.lastPrint >= BETWEEN_PRINTS) {
			this.lastPrint = System.nanoTime();
			this.out.println(line);
		}
	}

}
