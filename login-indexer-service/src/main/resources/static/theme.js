// Before anything is drawn, so that nothing flashes.
try {
	const theme = localStorage.getItem("theme");
	if (theme) {
		document.documentElement.dataset.theme = theme;
	}
}
catch {
	// Without storage the system's theme it is.
}
