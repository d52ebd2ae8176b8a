/** Where pages live: the same segments give a page's file, its link and its absolute address. */
export interface Urls {
  /** Link to a folder-like page, percent-encoded, with base path and trailing slash. */
  page: (segments: readonly string[]) => string;
  /** Link to a file, percent-encoded, with base path. */
  file: (path: string) => string;
  /** Absolute form of a link that `page` or `file` returned. */
  absolute: (href: string) => string;
}

export function createUrls({ base_url, base_path }: { base_url: string; base_path: string }): Urls {
  const { origin } = new URL(base_url);
  const encode = (segments: readonly string[]) => segments.map(encodeURIComponent).join("/");
  return {
    page: (segments) => (segments.length === 0 ? `${base_path}/` : `${base_path}/${encode(segments)}/`),
    file: (path) => `${base_path}/${encode(path.split("/"))}`,
    absolute: (href) => origin + href,
  };
}

/** The file a folder-like page is written to, relative to the version folder. */
export function pageFile(segments: readonly string[]): string {
  return [...segments, "index.html"].join("/");
}
