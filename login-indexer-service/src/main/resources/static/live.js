const PARTS = ["pulse", "health", "activity", "overview", "insights"];

/** The pulse comes each second; without it for so long, the page is stale. */
const STALE_AFTER = 4_000;

/** And by then the connection is given up, though nobody closed it. */
const DEAD_AFTER = 12_000;

const LONGEST_RETRY = 15_000;

/**
 * The server's events of one time range. Connects again for ever: at once where the browser does so by itself, and
 * with a growing wait where it does not, such as after an answer of 503.
 */
export class Live {

	#source;
	#range;
	#onPart;
	#onState;
	#lastEvent = 0;
	#retries = 0;
	#retry;

	constructor(onPart, onState) {
		this.#onPart = onPart;
		this.#onState = onState;
		setInterval(() => this.#watch(), 500);
	}

	open(range) {
		this.#range = range;
		this.#connect();
	}

	#connect() {
		clearTimeout(this.#retry);
		this.#retry = undefined;
		this.#source?.close();
		const source = new EventSource(`api/live?range=${this.#range}`);
		this.#source = source;
		for (const part of PARTS) {
			source.addEventListener(part, (event) => {
				this.#lastEvent = Date.now();
				this.#retries = 0;
				this.#onPart(part, JSON.parse(event.data));
				this.#onState("live");
			});
		}
		source.addEventListener("error", () => {
			this.#onState("reconnecting", this.#lastEvent);
			if (source === this.#source && source.readyState === EventSource.CLOSED) {
				this.#connectLater();
			}
		});
	}

	#connectLater() {
		if (this.#retry === undefined) {
			const wait = Math.min(1_000 * 2 ** this.#retries++, LONGEST_RETRY);
			this.#retry = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2));
		}
	}

	#watch() {
		const silence = Date.now() - this.#lastEvent;
		if (this.#lastEvent && silence > STALE_AFTER) {
			this.#onState(this.#source.readyState === EventSource.OPEN ? "stale" : "reconnecting", this.#lastEvent);
			if (this.#source.readyState !== EventSource.CLOSED && silence > DEAD_AFTER
					&& this.#retry === undefined) {
				this.#connectLater();
			}
		}
	}

}
