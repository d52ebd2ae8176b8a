/** What a browser calls itself, in words people know. First match counts: every browser claims to be the ones before it. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/^curl\//i, "curl"],
  [/^python|aiohttp|httpx/i, "a Python program"],
  [/^(node|undici|axios)/i, "a Node program"],
  [/WordPress\//, "WordPress"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux|X11/, "Linux"],
];

/** "Firefox on Windows"; the beginning of an unknown one. */
export function deviceWords(userAgent: string): string {
  const find = (known: readonly (readonly [RegExp, string])[]) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [program, system] = [find(PROGRAMS), find(SYSTEMS)];
  if (program !== undefined) return system === undefined ? capital(program) : `${capital(program)} on ${system}`;
  return userAgent.trim() === "" ? "An unknown program" : userAgent.trim().slice(0, 60);
}

export function isPhone(userAgent: string): boolean {
  return /iPhone|iPad|Android|Mobile/.test(userAgent);
}

function capital(text: string): string {
  return text === "curl" ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
