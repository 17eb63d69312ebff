import { showActivity, showOverview, showPulse, showHealth, recolor } from "./panels.js";
import { showInsights } from "./insights.js";
import { Live } from "./live.js";
import { duration, timeOfDay, words } from "./format.js";

/** From when on a part says how old it is, in seconds. */
const OLD = 4;

const show = {
	pulse: showPulse, health: showHealth, activity: showActivity, overview: showOverview, insights: showInsights,
};

const newest = {};
const failures = new Map();
let paused = false;
let clockAhead = 0;

const live = new Live(onPart, onState);

function onPart(part, event) {
	if (part === "pulse") {
		// Ages are told by the server's clock, whatever the browser's says.
		clockAhead = Date.parse(event.at) - Date.now();
	}
	if (event.problem) {
		failures.set(part, (failures.get(part) ?? 0) + 1);
	}
	else {
		failures.delete(part);
		const first = newest[part] === undefined;
		newest[part] = event;
		if (!paused) {
			show[part](event.data, first);
		}
	}
	showProblems();
	showAges();
}

function onState(state, lastEvent) {
	const element = document.getElementById("connection");
	const since = lastEvent ? ` since ${timeOfDay(lastEvent)}` : "";
	const text = paused && state === "live" ? `Paused${pausedSince}` : { live: "Live", stale: `Stale${since}`,
		reconnecting: lastEvent ? `Reconnecting, stale${since}` : "Connecting" }[state];
	element.dataset.state = paused && state === "live" ? "paused" : state;
	document.body.classList.toggle("stale", state !== "live");
	setText(document.getElementById("connection-text"), text);
}

function showProblems() {
	const element = document.getElementById("problem");
	// One failure may be a search that took too long; it is tried again, and the part tells its age.
	const standing = [...failures].filter(([, times]) => times > 1).map(([part]) => part);
	const text = standing.length > 0
		? `OpenSearch gives no answer in time. Standing still: ${standing.map((part) => words(part).toLowerCase()).join(", ")}.` : "";
	setText(element, text);
	element.hidden = text === "";
	for (const section of document.querySelectorAll("[data-part]")) {
		const { part } = section.dataset;
		section.classList.toggle("standing", standing.includes(part) || newest[part] === undefined);
	}
}

function showAges() {
	for (const section of document.querySelectorAll("[data-part]")) {
		const event = newest[section.dataset.part];
		const age = event ? (Date.now() + clockAhead - Date.parse(event.at)) / 1000 : 0;
		setText(section.querySelector(".age"), age > OLD && !paused ? `${duration(age)} old` : "");
	}
}

function setText(element, text) {
	// Else a screen reader might hear of it again.
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

const pause = document.getElementById("pause");
let pausedSince = "";
function togglePause() {
	paused = !paused;
	pausedSince = ` at ${timeOfDay(Date.now())}`;
	pause.setAttribute("aria-pressed", paused);
	pause.textContent = paused ? "Resume" : "Pause";
	onState("live");
	if (!paused) {
		Object.entries(newest).forEach(([part, event]) => show[part](event.data));
	}
	showAges();
}
pause.addEventListener("click", togglePause);

const theme = document.getElementById("theme");
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";
function showTheme() {
	theme.setAttribute("aria-pressed", isDark());
	recolor();
}
theme.addEventListener("click", () => {
	document.documentElement.dataset.theme = isDark() ? "light" : "dark";
	try {
		localStorage.setItem("theme", document.documentElement.dataset.theme);
	}
	catch {
		// Then it is not remembered.
	}
	showTheme();
});
systemIsDark.addEventListener("change", showTheme);

function open() {
	if (paused) {
		// What is held belongs to another range.
		togglePause();
	}
	const choice = document.querySelector("#ranges input:checked");
	document.querySelectorAll(".range-note").forEach((note) => setText(note, `last ${choice.nextSibling.textContent}`));
	delete newest.overview;
	delete newest.insights;
	showProblems();
	live.open(choice.value);
}

document.getElementById("ranges").addEventListener("change", open);
setInterval(showAges, 1000);
showTheme();
open();
