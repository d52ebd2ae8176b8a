/** One line, area or bar of a chart. */
export interface Series<Row> {
  id: string;
  label: string;
  /** A colour of the tokens: `var(--stage-content)`, `var(--accent)`. */
  color: string;
  /** Null where it is not known: a gap, never 0. */
  value: (row: Row) => number | null;
}

/** What every chart takes. */
export interface ChartProps {
  /** The finding, not the topic: "Writing took most of the credits". */
  title: string;
  /** What is drawn, in a sentence: "Credits spent a day, by operation." */
  description?: string;
  /** Pixels of the drawing; reserved before it is there. */
  height?: number;
  /** How a value reads; thousands separated when absent. */
  format?: (value: number) => string;
  className?: string;
}

/** A row of the drawing: its name, and the values of the series in their order. */
export interface DrawnRow {
  name: string;
  values: readonly (number | null)[];
}

export interface DrawnSeries {
  label: string;
  color: string;
}

export interface DrawnPoint {
  name: string;
  x: number;
  y: number;
  size: number | null;
  group: number;
}
