/** Languages and time zones to choose from. */

const LANGUAGES = ["en", "en-GB", "en-US", "de", "fr", "es", "it", "nl", "pt", "pt-BR", "pl", "sv", "da", "nb", "fi", "cs", "tr", "el", "ro", "hu", "ja", "ko", "zh-CN", "zh-TW", "ar", "he", "hi", "id", "vi", "th", "uk", "ru"];

export function languageOptions(chosen?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames("en", { type: "language" });
  const all = chosen && !LANGUAGES.includes(chosen) ? [chosen, ...LANGUAGES] : LANGUAGES;
  return all.map((value) => ({ value, label: names.of(value) ?? value }));
}

export function zoneOptions(): { value: string; label: string }[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
