import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import { GRID, Hover, linesOf, MARGIN, TICK } from "./recharts-parts";
import type { DrawnRow, DrawnSeries } from "./types";

export interface BarsDrawingProps {
  rows: readonly DrawnRow[];
  series: readonly DrawnSeries[];
  stacked: boolean;
  horizontal: boolean;
  format: (value: number) => string;
  tick: (value: number) => string;
}

const NAME_WIDTH = 132;

/** In its own chunk, with the library that draws. */
export function BarsDrawing({ rows, series, stacked, horizontal, format, tick }: BarsDrawingProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...rows]} layout={horizontal ? "vertical" : "horizontal"} margin={MARGIN} barCategoryGap="24%" accessibilityLayer={false}>
        <CartesianGrid vertical={horizontal} horizontal={!horizontal} {...GRID} />
        {horizontal ? (
          <>
            <XAxis type="number" tick={TICK} tickLine={false} axisLine={false} tickFormatter={tick} allowDecimals={false} />
            <YAxis type="category" dataKey="name" tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line)" }} width={NAME_WIDTH} interval={0} />
          </>
        ) : (
          <>
            <XAxis dataKey="name" tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line)" }} minTickGap={16} />
            <YAxis tick={TICK} tickLine={false} axisLine={false} width={44} tickFormatter={tick} allowDecimals={false} />
          </>
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--text)", fillOpacity: 0.05 }}
          content={({ payload, active }) => {
            const row = payload[0]?.payload as DrawnRow | undefined;
            return active && row !== undefined ? <Hover name={row.name} lines={linesOf(row.values, series, format)} /> : null;
          }}
        />
        {series.map((one, at) => (
          <Bar key={one.label} dataKey={(row: DrawnRow) => row.values[at]} name={one.label} stackId={stacked ? "all" : undefined} fill={one.color} radius={stacked ? 0 : 3} maxBarSize={40} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
