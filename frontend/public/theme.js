// Runs before the first paint, so that a dark page never flashes white.
(() => {
  let theme = "system";
  try {
    theme = localStorage.getItem("igny8.theme") ?? "system";
  } catch {
    // Storage may be blocked; the system's choice is then right.
  }
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
