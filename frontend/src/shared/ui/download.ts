import { authorisedFetch } from "@/shared/api/client";

/** Exports of a whole account take longer than a page is waited for. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Fetch a file with the session's token and hand it to the browser's downloads.
 *
 * @param path of the API, for instance `/api/v1/planner/keywords/export/?site_id=...`
 * @param filename when the server names none
 * @throws ApiError when the server refuses
 */
export async function downloadFile(path: string, filename = "download", options: { signal?: AbortSignal } = {}): Promise<void> {
  const request = new Request(new URL(path, globalThis.location.origin), { signal: options.signal ?? null });
  const response = await authorisedFetch(request, { patienceMs: PATIENCE_MS });
  saveBlob(await response.blob(), nameIn(response.headers.get("Content-Disposition")) ?? filename);
}

/** Offer something made in the page as a file. */
export function saveBlob(blob: Blob, filename: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The file name of a Content-Disposition header; the one in UTF-8 is preferred. */
export function nameIn(header: string | null): string | null {
  if (header === null) return null;
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded.trim());
    } catch {
      // Broken encoding: the plain name may still do.
    }
  }
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? /filename=([^;"\s]+)/i.exec(header)?.[1] ?? null;
}
