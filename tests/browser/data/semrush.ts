/** A keyword export in the format of Semrush's Keyword Magic Tool, as it comes out of the browser. */

const rows: readonly (readonly [string, string, number, number, number])[] = [
  ["how to descale a kettle", "Informational", 6600, 22, 0.41],
  ["descale kettle with vinegar", "Informational", 2400, 18, 0.38],
  ["how often to descale a kettle", "Informational", 480, 12, 0.3],
  ["descale kettle with lemon juice", "Informational", 720, 15, 0.35],
  ["best electric kettle", "Commercial", 9900, 48, 1.12],
  ["best electric kettle for coffee", "Commercial", 1300, 35, 1.05],
  ["electric kettle reviews", "Commercial", 880, 41, 0.98],
  ["quiet electric kettle", "Commercial", 1000, 29, 0.87],
  ["gooseneck kettle", "Commercial, Transactional", 8100, 39, 0.94],
  ["gooseneck kettle for pour over", "Commercial", 1600, 31, 0.9],
  ["best gooseneck kettle", "Commercial", 2900, 36, 1.01],
  ["buy gooseneck kettle", "Transactional", 390, 27, 1.4],
  ["kettle water temperature for coffee", "Informational", 590, 14, 0.22],
  ["water temperature for pour over coffee", "Informational", 1900, 19, 0.25],
  ["ideal coffee water temperature", "Informational", 1300, 21, 0.28],
  ["what temperature to brew coffee", "Informational", 2900, 24, 0.26],
  ["kettle limescale remover", "Transactional", 1600, 26, 0.77],
  ["is limescale in a kettle harmful", "Informational", 880, 10, 0.12],
  ["stovetop kettle", "Commercial, Transactional", 5400, 37, 0.81],
  ["whistling stovetop kettle", "Transactional", 1300, 25, 0.79],
];

export const semrush = {
  name: "kettles_broad-match_us_2026-11-02.csv",
  rows: rows.length,
  text: [
    "Keyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),SERP Features",
    ...rows.map(([keyword, intent, volume, difficulty, cpc]) => `${keyword},"${intent}","${volume.toLocaleString("en-US")}","0.4,0.5,0.6,0.6,0.7,0.8,0.8,0.9,1,0.9,0.8,0.8",${difficulty},${cpc},"People also ask, Reviews"`),
  ].join("\r\n"),
};
