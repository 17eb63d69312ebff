import { ceiling, lineChart, paint, table } from "./charts.js";
import { NONE, count, duration, exact, milliseconds, rate, share, short, timeOfDay, timeOfDayInMinutes, words } from "./format.js";
import { STATES } from "./states.js";

const LEVELS = 6;

/** The most frequent of those that are no state. */
const LOCALES = 40;

/** Seconds at the end of the last minute whose logins are not all in the index yet. */
const UNSETTLED = 3;

/** Seconds whose mean is the figure. */
const MEAN_OF = 10;

const byId = (id) => document.getElementById(id);

const throughput = lineChart(byId("throughput"), {
	series: [{ label: "logins", tint: "series-1", fill: true, data: [] }], formatValue: rate, formatTime: timeOfDay,
});
const latencies = lineChart(byId("latencies"), {
	series: [{ label: "95 %", tint: "series-2", data: [], spanGaps: true },
		{ label: "50 %", tint: "series-1", data: [], spanGaps: true }],
	formatValue: milliseconds, formatTime: timeOfDay,
});
const versions = lineChart(byId("versions"), {
	series: [], formatValue: (value) => `${Math.round(value)} %`, formatTime: timeOfDayInMinutes, stacked: true,
});
versions.options.scales.y.max = 100;
versions.options.plugins.legend.display = true;

export function recolor() {
	[throughput, latencies, versions].forEach(paint);
}

function figure(id, text, full) {
	const element = byId(id);
	element.textContent = text;
	element.title = full ?? "";
}

/** Seconds; what the audit confirmed earlier says little of now. */
const OLD_AUDIT = 300;

export function showPulse(pulse) {
	figure("lag", count(pulse.lag), exact(pulse.lag));
	detail("Indexed here", pulse.indexed_per_second == null ? NONE : `${rate(pulse.indexed_per_second)} per second`);
	detail("Lag", pulse.lag == null ? "unknown" : `${count(pulse.lag)} records`, pulse.lag == null ? "bad" : "");
	detail("Listeners paused", exact(pulse.listeners_paused), pulse.listeners_paused > 0 ? "bad" : "");
	showAudit(pulse.audit);
}

function showAudit({ verified, missing, duplicate, age_seconds: age }) {
	const [state, text] = missing + duplicate > 0 ? ["bad", `${exact(missing)} missing, ${exact(duplicate)} duplicate`]
		: age == null ? ["", "Not known"]
		: age > OLD_AUDIT ? ["warn", `Nothing confirmed for ${duration(age)}`]
		: ["good", `All ${exact(verified)} records accounted for`];
	byId("audit").dataset.state = state;
	byId("audit-text").textContent = text;
	const where = "in the partitions of this instance";
	byId("audit-note").textContent = age == null ? "nothing is confirmed"
		: { good: `${duration(age)} ago, ${where}`, warn: `until then all ${exact(verified)} records were accounted for, ${where}`,
			bad: `of ${exact(verified)} records, ${duration(age)} ago, ${where}` }[state];
}

const NAMES = { kafka: "Kafka", openSearch: "OpenSearch", listeners: "Listeners" };

export function showHealth(health) {
	for (const [name, status] of Object.entries(health)) {
		detail(NAMES[name] ?? words(name), status === "UP" ? "Up" : words(status), status === "UP" ? "good" : "bad");
	}
}

/** A line of the pipeline's state; health comes first. */
function detail(name, value, state = "") {
	const list = byId("health");
	let entry = [...list.children].find((child) => child.dataset.name === name);
	if (!entry) {
		entry = document.createElement("div");
		entry.dataset.name = name;
		entry.append(document.createElement("dt"), document.createElement("dd"));
		entry.firstChild.textContent = name;
		list.append(entry);
		if (Object.values(NAMES).includes(name)) {
			list.prepend(entry);
		}
	}
	entry.lastChild.textContent = value;
	entry.dataset.state = state;
}

export function showActivity(activity) {
	const from = Date.parse(activity.from);
	const at = (second) => from + second * 1000;
	const logins = activity.logins.slice(0, -UNSETTLED);
	const recent = logins.slice(-MEAN_OF);
	figure("per-second", rate(recent.reduce((sum, each) => sum + each, 0) / recent.length));
	figure("latency", milliseconds(activity.recent?.p95));
	byId("latency-note").textContent = activity.recent ? `50 %: ${milliseconds(activity.recent.p50)}` : "no logins for 10 s";

	throughput.data.datasets[0].data = logins.map((y, second) => ({ x: at(second), y }));
	update(throughput, from, at(logins.length - 1), Math.max(...logins), 4);
	const least = Math.min(...logins);
	describe("throughput", `Logins per second of the last minute: ${exact(least)} to ${exact(Math.max(...logins))}`);
	table(byId("throughput-table"), ["Second", "Logins", "Rejected"],
		() => logins.map((each, second) => [timeOfDay(at(second)), exact(each), exact(activity.rejected[second])]).reverse());

	const latency = activity.latency.slice(0, -UNSETTLED);
	["p95", "p50"].forEach((name, series) => {
		latencies.data.datasets[series].data = latency.map((each, second) => ({ x: at(second), y: each?.[name] ?? NaN }));
	});
	const highest = Math.max(0, ...latency.map((each) => each?.p95 ?? 0));
	update(latencies, from, at(latency.length - 1), highest, 50);
	describe("latencies", `Latency of the last minute: 95 % of each second's logins within ${milliseconds(highest)} at most`);
	table(byId("latencies-table"), ["Second", "50 %", "95 %"],
		() => latency.map((each, second) => [timeOfDay(at(second)), milliseconds(each?.p50), milliseconds(each?.p95)]).reverse());
}

function update(chart, from, to, most, least) {
	Object.assign(chart.options.scales.x, { min: from, max: to });
	chart.options.scales.y.max = ceiling(chart, Math.max(most, least));
	chart.update("none");
}

function describe(id, text) {
	byId(id).setAttribute("aria-label", text);
}

export function showOverview({ summary, versions, rejections }) {
	figure("logins", count(summary.logins), exact(summary.logins));
	figure("users", count(summary.unique_users), exact(summary.unique_users));
	byId("users-note").textContent = `${count(summary.new_users)} new, approx.`;
	figure("devices", count(summary.unique_devices), exact(summary.unique_devices));
	figure("rejected", count(rejections.rejections), exact(rejections.rejections));
	showMap(summary.locales);
	showBars("device-types", summary.device_types, summary.logins);
	showBars("rejections", rejections.reasons, rejections.rejections, words);
	byId("rejections-none").hidden = rejections.rejections > 0;
	showNetworks(summary.top_networks);
	showVersions(versions);
}

const tiles = new Map();

function showMap({ values, other }) {
	const counts = new Map(values.map((each) => [each.value, each.count]));
	if (tiles.size === 0) {
		STATES.forEach(addTile);
	}
	const most = Math.max(1, ...STATES.map(({ code }) => counts.get(code) ?? 0));
	for (const { code } of STATES) {
		const logins = counts.get(code) ?? 0;
		const tile = tiles.get(code);
		tile.lastChild.textContent = short(logins);
		tile.dataset.level = logins === 0 ? 0 : Math.ceil(LEVELS * Math.sqrt(logins / most));
	}
	const elsewhere = values.filter(({ value }) => !tiles.has(value));
	const rest = elsewhere.slice(LOCALES).reduce((sum, each) => sum + each.count, other);
	const others = withOther(elsewhere.slice(0, LOCALES), rest);
	byId("locales").replaceChildren(...others.map((each) => {
		const chip = document.createElement("li");
		const name = document.createElement("b");
		name.textContent = each.value;
		chip.append(name, ` ${count(each.count)}`);
		return chip;
	}));
}

function addTile({ code, name, column, row }) {
	const tile = document.createElement("li");
	tile.style.gridArea = `${row} / ${column}`;
	tile.title = name;
	tile.dataset.code = code;
	const shown = document.createElement("abbr");
	shown.textContent = code;
	shown.setAttribute("aria-hidden", "true");
	const spoken = document.createElement("span");
	spoken.className = "unseen";
	spoken.textContent = name;
	tile.append(shown, spoken, document.createElement("span"));
	tiles.set(code, tile);
	byId("map").append(tile);
}

function withOther(values, other) {
	return other > 0 ? [...values, { value: "other", count: other }] : values;
}

function showBars(id, { values, other }, total, name = (value) => value) {
	const list = byId(id);
	const entries = withOther(values, other);
	while (list.children.length > entries.length) {
		list.lastChild.remove();
	}
	entries.forEach((entry, index) => {
		const bar = list.children[index] ?? addBar(list);
		const part = total > 0 ? entry.count / total : 0;
		bar.children[0].textContent = name(entry.value);
		bar.children[1].textContent = count(entry.count);
		bar.children[1].title = exact(entry.count);
		bar.children[2].textContent = share(part);
		bar.style.setProperty("--share", part);
	});
}

function addBar(list) {
	const bar = document.createElement("li");
	bar.append(...["name", "count", "share"].map((name) => {
		const span = document.createElement("span");
		span.className = name;
		return span;
	}));
	list.append(bar);
	return bar;
}

function showNetworks(networks) {
	byId("networks").replaceChildren(...networks.map((network) => {
		const row = document.createElement("tr");
		const name = document.createElement("th");
		name.scope = "row";
		name.textContent = network.ip_prefix;
		row.append(name, ...[network.logins, network.unique_users].map((number) => {
			const cell = document.createElement("td");
			cell.textContent = count(number);
			return cell;
		}));
		return row;
	}));
}

/** Shares, so that what spreads is seen at any rate. */
function showVersions({ times, total, series, other }) {
	const all = other.some((each) => each > 0) ? [...series, { value: "other", counts: other }] : series;
	const labels = all.map(({ value }) => value);
	const shares = total.map((logins, index) => all.map(({ counts }) => logins > 0 ? counts[index] / logins : NaN));
	if (versions.data.datasets.map(({ label }) => label).join("\n") !== labels.join("\n")) {
		versions.data.datasets = labels.map((label, index) => ({
			label, tint: index < series.length ? `series-${index + 1}` : "series-other", fill: "stack", data: [],
		}));
		paint(versions);
	}
	labels.forEach((label, index) => {
		versions.data.datasets[index].data = times.map((time, at) => ({ x: Date.parse(time), y: 100 * shares[at][index] }));
	});
	Object.assign(versions.options.scales.x, { min: Date.parse(times[0]), max: Date.parse(times.at(-1)) });
	versions.update("none");
	const last = total.findLastIndex((logins) => logins > 0);
	describe("versions", last < 0 ? "No logins" : `Share of logins by app version, at last ${
		labels.map((label, index) => `${label}: ${share(shares[last][index])}`).join(", ")}`);
	table(byId("versions-table"), ["From", ...labels], () => times.map((time, at) =>
		[timeOfDay(time), ...shares[at].map((each) => Number.isNaN(each) ? NONE : share(each))]).reverse());
}
