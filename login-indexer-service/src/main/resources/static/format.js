const whole = new Intl.NumberFormat("en");
const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const minutes = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const NONE = "–";

/** All digits as long as they are few. */
export function count(number) {
	return number == null ? NONE : number < 100_000 ? whole.format(number) : compact.format(number);
}

export function exact(number) {
	return number == null ? NONE : whole.format(number);
}

/** For where there is little room. */
export function short(number) {
	return number < 1000 ? whole.format(number) : compact.format(number);
}

export function rate(number) {
	return number == null ? NONE : number < 100 ? decimal.format(number) : count(Math.round(number));
}

export function share(number) {
	return percent.format(number);
}

export function milliseconds(number) {
	return number == null ? NONE : number < 1000 ? `${Math.round(number)} ms` : `${decimal.format(number / 1000)} s`;
}

export function duration(seconds) {
	return seconds < 60 ? `${Math.round(seconds)} s`
		: seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${decimal.format(seconds / 3600)} h`;
}

export function timeOfDay(instant) {
	return time.format(new Date(instant));
}

export function timeOfDayInMinutes(instant) {
	return minutes.format(new Date(instant));
}

/** `open_search`, `openSearch`: as words. */
export function words(name) {
	const text = name.replaceAll("_", " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
	return text.charAt(0).toUpperCase() + text.slice(1);
}
