import { exact, timeOfDay, words } from "./format.js";

/** As many as a person reads. */
const MOST = 100;

const shown = new Map();

/** The first of a range are many, and nobody wants them all read out. */
export function showInsights({ rules, insights }, first = false) {
	const statements = new Map(rules.map(({ rule, statement }) => [rule, statement]));
	const list = document.getElementById("insights");
	list.setAttribute("aria-live", first ? "off" : "polite");
	const newestFirst = insights.toSorted((a, b) => Date.parse(b.to) - Date.parse(a.to)).slice(0, MOST);
	const ids = new Set(newestFirst.map(({ id }) => id));
	for (const [id, element] of shown) {
		if (!ids.has(id)) {
			element.remove();
			shown.delete(id);
		}
	}
	newestFirst.forEach((insight, index) => {
		const element = shown.get(insight.id) ?? document.createElement("li");
		fill(element, insight, statements.get(insight.rule) ?? "");
		if (!shown.has(insight.id)) {
			element.dataset.rule = insight.rule;
			shown.set(insight.id, element);
		}
		// One that stands where it should is not touched: a screen reader would read it again.
		if (list.children[index] !== element) {
			list.insertBefore(element, list.children[index] ?? null);
		}
	});
	document.getElementById("insights-none").hidden = insights.length > 0;
	document.getElementById("insights-truncated").hidden = !rules.some(({ truncated }) => truncated);
	showRules(rules);
}

function fill(element, insight, statement) {
	const subject = Object.values(insight.subject).join(", ") || "All logins";
	const evidence = Object.entries(insight.evidence)
		.map(([name, value]) => `${words(name).toLowerCase()}: ${readable(value)}`).join(" · ");
	const from = timeOfDay(insight.from);
	const to = timeOfDay(insight.to);
	const texts = [words(insight.rule), from === to ? from : `${from} – ${to}`, subject, evidence, statement];
	const key = texts.join("\n");
	if (element.dataset.key !== key) {
		element.dataset.key = key;
		element.replaceChildren(...["rule", "time", "subject", "evidence", "statement"].map((name, index) => {
			const part = document.createElement(index === 0 ? "h3" : "p");
			part.className = name;
			part.textContent = texts[index];
			return part;
		}));
	}
}

function readable(value) {
	if (Array.isArray(value)) {
		return value.map(readable).join(", ");
	}
	return typeof value === "number" ? exact(Math.round(value * 10) / 10) : String(value);
}

function showRules(rules) {
	const list = document.getElementById("rules");
	const key = JSON.stringify(rules.map(({ statement }) => statement));
	if (list.dataset.key !== key) {
		list.dataset.key = key;
		list.replaceChildren(...rules.flatMap(({ rule, statement }) => {
			const term = document.createElement("dt");
			term.textContent = words(rule);
			const description = document.createElement("dd");
			description.textContent = statement;
			return [term, description];
		}));
	}
}
