/** How this browser shows the dashboard: theme, density, sidebar. */
import { useSyncExternalStore } from "react";
import { create } from "zustand";

export type Theme = "light" | "dark" | "system";
export type Density = "comfortable" | "compact";

const THEME = "igny8.theme"; // public/theme.js reads it before the first paint
const DENSITY = "igny8.density";
const SIDEBAR = "igny8.sidebar";

interface View {
  theme: Theme;
  density: Density;
  sidebarCollapsed: boolean;
  setTheme: (theme: Theme) => void;
  setDensity: (density: Density) => void;
  setSidebarCollapsed: (collapsed: boolean) => void;
}

export const useView = create<View>()((set) => ({
  theme: themeOf(read(THEME)),
  density: densityOf(read(DENSITY)),
  sidebarCollapsed: read(SIDEBAR) === "collapsed",
  setTheme: (theme) => {
    write(THEME, theme);
    set({ theme });
  },
  setDensity: (density) => {
    write(DENSITY, density);
    set({ density });
  },
  setSidebarCollapsed: (sidebarCollapsed) => {
    write(SIDEBAR, sidebarCollapsed ? "collapsed" : "open");
    set({ sidebarCollapsed });
  },
}));

function themeOf(value: string | null): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

function densityOf(value: string | null): Density {
  return value === "comfortable" ? value : "compact";
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage it lasts as long as the page.
  }
}

const systemIsDark = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;

function isDark(): boolean {
  const { theme } = useView.getState();
  return theme === "dark" || (theme === "system" && (systemIsDark?.matches ?? false));
}

function paint(): void {
  document.documentElement.classList.toggle("dark", isDark());
}

useView.subscribe(paint);
systemIsDark?.addEventListener("change", paint);
// Another tab of the same browser.
globalThis.addEventListener("storage", ({ key, newValue }) => {
  if (key === THEME) useView.setState({ theme: themeOf(newValue) });
  if (key === DENSITY) useView.setState({ density: densityOf(newValue) });
  if (key === SIDEBAR) useView.setState({ sidebarCollapsed: newValue === "collapsed" });
});

/** Whether the page is dark now, for what cannot be told by CSS. */
export function useIsDark(): boolean {
  return useSyncExternalStore((listener) => {
    const stop = useView.subscribe(listener);
    systemIsDark?.addEventListener("change", listener);
    return () => {
      stop();
      systemIsDark?.removeEventListener("change", listener);
    };
  }, isDark);
}
