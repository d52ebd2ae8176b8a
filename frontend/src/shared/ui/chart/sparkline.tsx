import { number } from "@/shared/lib/format";

export interface SparklineProps {
  /** In order of time; null where it is not known. */
  values: readonly (number | null)[];
  /** What it shows, for screen readers: "Trend of espresso". */
  label: string;
  /** Pixels. */
  width?: number;
  height?: number;
  /** A colour of the tokens. */
  color?: string;
  format?: (value: number) => string;
}

const PAD = 2;

/** A trend the size of a word. Only its shape is drawn; from and to are said to screen readers. */
export function Sparkline({ values, label, width = 72, height = 20, color = "var(--muted)", format = number }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) return null;
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const x = (at: number) => PAD + (at / (values.length - 1)) * (width - 2 * PAD);
  const isFlat = known.every((value) => value === low);
  const y = (value: number) => (isFlat ? height / 2 : height - PAD - ((value - low) / span) * (height - 2 * PAD));
  return (
    <svg role="img" aria-label={`${label}: from ${format(first)} to ${format(last)}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block shrink-0">
      <path d={pathOf(values, x, y)} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
      <circle cx={x(values.lastIndexOf(last))} cy={y(last)} r={1.75} fill={color} />
    </svg>
  );
}

/** A line with a gap wherever nothing is known. */
export function pathOf(values: readonly (number | null)[], x: (at: number) => number, y: (value: number) => number): string {
  let isDrawing = false;
  return values
    .map((value, at) => {
      if (value === null) {
        isDrawing = false;
        return "";
      }
      const step = `${isDrawing ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      isDrawing = true;
      return step;
    })
    .join("");
}
