/**
 * Where somebody wanted to go before they were asked to sign in.
 *
 * @param next from the address, so anybody may have written it: only a path of this very site is followed
 */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/")) return "/";
  let url: URL;
  try {
    url = new URL(next, location.origin);
  } catch {
    return "/";
  }
  return url.origin === location.origin && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}
