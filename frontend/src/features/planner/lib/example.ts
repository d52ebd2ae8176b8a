import { saveBlob } from "@/shared/ui/download";

/** A small file to try the import with. Its figures are made up. */
const ROWS = [
  ["Keyword", "Intent", "Volume", "Trend", "Keyword Difficulty", "CPC (USD)", "SERP Features"],
  ["how to start balcony gardening", "Informational", "2,400", "0.33,0.40,0.62,0.98,1.00,0.81,0.66,0.60,0.45,0.36,0.30,0.28", "22", "0.41", "People also ask, Video"],
  ["best balcony planters", "Commercial", "1,900", "0.31,0.42,0.70,1.00,0.95,0.77,0.60,0.55,0.40,0.35,0.30,0.29", "34", "1.12", "Shopping ads, Reviews"],
  ["buy vertical planter", "Transactional", "720", "0.45,0.50,0.66,0.90,1.00,0.85,0.70,0.64,0.52,0.44,0.40,0.38", "28", "1.48", "Shopping ads"],
  ["tomatoes in pots", "Informational", "3,600", "0.20,0.35,0.71,1.00,0.98,0.83,0.65,0.48,0.30,0.21,0.18,0.17", "26", "0.22", "People also ask, Recipes"],
  ["how often to water tomatoes in pots", "Informational", "880", "0.15,0.22,0.50,0.86,1.00,0.96,0.80,0.51,0.28,0.18,0.14,0.12", "11", "0.09", "Featured snippet"],
  ["best soil for potted tomatoes", "Commercial", "590", "0.18,0.30,0.72,1.00,0.92,0.71,0.55,0.42,0.29,0.20,0.17,0.16", "17", "0.64", "People also ask"],
];

export const EXAMPLE_NAME = "balcony-garden-keywords.csv";

export function exampleFile(): File {
  const text = ROWS.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")).join("\r\n");
  return new File([text, "\r\n"], EXAMPLE_NAME, { type: "text/csv" });
}

export function downloadExample(): void {
  saveBlob(exampleFile(), EXAMPLE_NAME);
}
