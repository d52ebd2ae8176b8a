import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis, ZAxis } from "recharts";

import { GRID, Hover, TICK } from "./recharts-parts";
import type { DrawnPoint, DrawnSeries } from "./types";

export interface ScatterDrawingProps {
  points: readonly DrawnPoint[];
  groups: readonly DrawnSeries[];
  x: { label: string; format: (value: number) => string; scale: "linear" | "log" };
  y: { label: string; format: (value: number) => string; scale: "linear" | "log" };
  size: { label: string; format: (value: number) => string } | null;
  onPick: ((point: DrawnPoint) => void) | null;
}

const MARGIN = { top: 20, right: 20, bottom: 18, left: 8 };

/** In its own chunk, with the library that draws. */
export function ScatterDrawing({ points, groups, x, y, size, onPick }: ScatterDrawingProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ScatterChart margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis type="number" dataKey="x" name={x.label} {...extent(points.map((point) => point.x), x.scale)} tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line)" }} tickFormatter={x.format} label={{ value: x.label, position: "insideBottom", offset: -12, ...TICK }} />
        <YAxis type="number" dataKey="y" name={y.label} {...extent(points.map((point) => point.y), y.scale)} tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line)" }} width={56} tickFormatter={y.format} label={{ value: y.label, angle: -90, position: "insideLeft", ...TICK }} />
        <ZAxis type="number" dataKey="size" range={size === null ? [56, 56] : [24, 320]} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)", strokeDasharray: "2 4" }}
          content={({ payload, active }) => {
            const point = payload[0]?.payload as DrawnPoint | undefined;
            if (!active || point === undefined) return null;
            const lines = [
              { label: x.label, text: x.format(point.x) },
              { label: y.label, text: y.format(point.y) },
              ...(size === null || point.size === null ? [] : [{ label: size.label, text: size.format(point.size) }]),
            ];
            return <Hover name={point.name} lines={lines} />;
          }}
        />
        {groups.map((group, at) => (
          <Scatter
            key={group.label}
            name={group.label}
            data={points.filter((point) => point.group === at)}
            fill={group.color}
            fillOpacity={0.6}
            stroke={group.color}
            isAnimationActive={false}
            cursor={onPick === null ? undefined : "pointer"}
            onClick={(hit: { payload?: unknown }) => {
              if (hit.payload !== undefined) onPick?.(hit.payload as DrawnPoint);
            }}
          />
        ))}
      </ScatterChart>
    </ResponsiveContainer>
  );
}

/** Where an axis begins and ends; one of powers is marked at each power. */
function extent(values: readonly number[], scale: "linear" | "log"): { scale: "linear" | "log"; domain: [number | "auto", number | "auto"]; ticks?: number[] } {
  if (scale === "linear" || values.length === 0) return { scale: "linear", domain: ["auto", "auto"] };
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return { scale, domain: [10 ** from, 10 ** to], ticks: Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step)) };
}
