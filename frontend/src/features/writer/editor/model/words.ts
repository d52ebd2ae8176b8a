const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/gu;
const UNSPACED = /[\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f]+/gu;

/** Words as the server counts them: two Chinese or Japanese characters are one, as are five of a script without spaces. */
export function countWords(text: string): number {
  const normal = text.normalize("NFC");
  const cjk = normal.match(CJK)?.length ?? 0;
  const spaced = normal.replace(CJK, " ");
  const unspaced = (spaced.match(UNSPACED) ?? []).reduce((sum, run) => sum + Math.max(1, Math.round(run.length / 5)), 0);
  return (spaced.replace(UNSPACED, " ").match(WORD)?.length ?? 0) + unspaced + Math.floor((cjk + 1) / 2);
}
