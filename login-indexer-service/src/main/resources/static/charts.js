/* global Chart */

const TICKS = [0, 0.25, 0.5, 0.75, 1];

const reserved = new Map();
const tables = new Map();

/** A colour of the style sheet as it is in the theme now. */
export function color(name) {
	const probe = document.createElement("span");
	probe.style.color = `var(--${name})`;
	document.body.append(probe);
	const value = getComputedStyle(probe).color;
	probe.remove();
	return value;
}

/**
 * The upper end of an axis: a round number that stays for as long as it fits, so that the axis does not jump.
 */
export function ceiling(chart, most) {
	const wanted = most;
	const last = reserved.get(chart) ?? 0;
	if (wanted > last || wanted < last / 4) {
		const power = 10 ** Math.floor(Math.log10(wanted * 1.1));
		const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power);
		reserved.set(chart, steps.find((step) => step >= wanted * 1.1));
	}
	return reserved.get(chart);
}

export function lineChart(canvas, { series, formatValue, formatTime, stacked = false }) {
	return new Chart(canvas, {
		type: "line",
		data: { datasets: series },
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			parsing: false,
			normalized: true,
			interaction: { mode: "index", intersect: false },
			elements: { point: { radius: 0, hitRadius: 6 }, line: { borderWidth: 1.75, tension: 0 } },
			layout: { padding: { top: 4, right: 4 } },
			scales: {
				x: { type: "linear", grid: { display: false }, border: { display: false },
					// At even distances from end to end, wherever the round numbers are.
					afterBuildTicks: (scale) => {
						scale.ticks = TICKS.map((tick) => ({ value: scale.min + tick * (scale.max - scale.min) }));
					},
					ticks: { maxRotation: 0, align: "inner", callback: (value) => formatTime(value), font: { size: 11 } } },
				y: { beginAtZero: true, stacked, border: { display: false },
					ticks: { maxTicksLimit: 5, callback: (value) => formatValue(value), font: { size: 11 } },
					// Of one width whatever the numbers, else the whole chart would move.
					afterFit: (scale) => { scale.width = 48; } },
			},
			plugins: {
				legend: { display: series.length !== 1, position: "bottom", align: "start",
					labels: { boxWidth: 10, boxHeight: 10, padding: 8, font: { size: 11 } } },
				tooltip: { animation: false, itemSort: (a, b) => b.datasetIndex - a.datasetIndex,
					callbacks: { title: (items) => formatTime(items[0].parsed.x),
						label: (item) => ` ${item.dataset.label}: ${formatValue(item.parsed.y)}` } },
			},
		},
	});
}

/** Puts the colours of the theme into a chart; each series names its own as `tint`. */
export function paint(chart) {
	const text = color("text-soft");
	const line = color("line");
	for (const axis of Object.values(chart.options.scales)) {
		axis.ticks.color = text;
		axis.grid.color = line;
	}
	chart.options.plugins.legend.labels.color = text;
	for (const series of chart.data.datasets) {
		series.borderColor = color(series.tint);
		series.backgroundColor = series.fill ? color(`${series.tint}-soft`) : series.borderColor;
	}
	chart.update("none");
}

/** The text alternative of a chart; written only while somebody has it open. */
export function table(element, head, rows) {
	if (!tables.has(element)) {
		element.closest("details").addEventListener("toggle", () => write(element));
	}
	tables.set(element, { head, rows });
	write(element);
}

function write(element) {
	if (element.closest("details").open) {
		const { head, rows } = tables.get(element);
		fill(element, head, rows());
	}
}

function fill(element, head, rows) {
	const header = document.createElement("tr");
	header.append(...head.map((text) => cell("th", text, "col")));
	const thead = document.createElement("thead");
	thead.append(header);
	const tbody = document.createElement("tbody");
	for (const row of rows) {
		const line = document.createElement("tr");
		line.append(...row.map((text, index) => cell(index === 0 ? "th" : "td", text, "row")));
		tbody.append(line);
	}
	element.replaceChildren(thead, tbody);
}

function cell(tag, text, scope) {
	const element = document.createElement(tag);
	element.textContent = text;
	if (tag === "th") {
		element.scope = scope;
	}
	return element;
}
