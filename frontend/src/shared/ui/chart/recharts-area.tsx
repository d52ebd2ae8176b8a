import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import { GRID, Hover, linesOf, MARGIN, TICK } from "./recharts-parts";
import type { DrawnRow, DrawnSeries } from "./types";

export interface AreaDrawingProps {
  rows: readonly DrawnRow[];
  series: readonly DrawnSeries[];
  stacked: boolean;
  format: (value: number) => string;
  tick: (value: number) => string;
}

/** In its own chunk, with the library that draws. */
export function AreaDrawing({ rows, series, stacked, format, tick }: AreaDrawingProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={[...rows]} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} {...GRID} />
        <XAxis dataKey="name" tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line)" }} minTickGap={32} />
        <YAxis tick={TICK} tickLine={false} axisLine={false} width={44} tickFormatter={tick} allowDecimals={false} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)" }}
          content={({ payload, active }) => {
            const row = payload[0]?.payload as DrawnRow | undefined;
            return active && row !== undefined ? <Hover name={row.name} lines={linesOf(row.values, series, format)} /> : null;
          }}
        />
        {series.map((one, at) => (
          <Area
            key={one.label}
            type="monotone"
            dataKey={(row: DrawnRow) => row.values[at]}
            name={one.label}
            stackId={stacked ? "all" : undefined}
            stroke={one.color}
            strokeWidth={1.75}
            fill={one.color}
            fillOpacity={stacked ? 0.55 : 0.14}
            isAnimationActive={false}
            activeDot={{ r: 3.5 }}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
