/** The address of a website as people type it. The API reads it the same way. */

export interface ReadAddress {
  /** As it will be stored. */
  url: string;
  host: string;
  isEncrypted: boolean;
  /** Something that belongs to a page, and not to the site, was left out. */
  isShortened: boolean;
  /** Only reached from inside a network. */
  isPrivate: boolean;
}

const ENDINGS = ["/wp-admin", "/wp-login.php", "/wp-json", "/index.php"];
const PRIVATE = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[)|\.(local|localhost|internal|test)$/;

/** @returns null where it is the address of nothing */
export function readAddress(text: string): ReadAddress | null {
  const typed = text.trim();
  if (typed === "" || /\s/.test(typed)) return null;
  const full = typed.includes("://") ? typed : `https://${typed}`;
  if (!/^https?:\/\//i.test(full)) return null;
  let parts: URL;
  try {
    parts = new URL(full);
  } catch {
    return null;
  }
  if (parts.username !== "" || parts.password !== "" || !(parts.hostname.includes(".") || parts.hostname === "localhost" || parts.hostname.startsWith("["))) return null;
  let path = parts.pathname;
  for (const ending of ENDINGS) path = path.split(ending)[0] ?? "";
  path = path.replace(/\/+$/, "");
  return {
    url: `${parts.protocol}//${parts.host}${path}`,
    host: parts.host,
    isEncrypted: parts.protocol === "https:",
    isShortened: path !== parts.pathname.replace(/\/+$/, "") || parts.search !== "" || parts.hash !== "",
    isPrivate: PRIVATE.test(parts.hostname),
  };
}
