import { ChevronDown, ChevronUp, SlidersHorizontal } from "lucide-react";

import { memo } from "react";

import { useDensity } from "@/shared/hooks/use-density";
import { useMedia } from "@/shared/hooks/use-media";

import { Button, IconButton } from "../button";
import { Checkbox } from "../checkbox";
import { Popover } from "../popover";
import { Segmented } from "../segmented";
import type { ColumnState } from "./use-columns";

/** Which columns are shown, in which order, and how tall rows are. */
function TableColumnMenu<Row>({ columns }: { columns: ColumnState<Row> }) {
  const [density, setDensity] = useDensity();
  const isCoarse = useMedia("(pointer: coarse)");
  const [first, ...others] = columns.all;
  return (
    <Popover label="Columns" align="end" className="w-72" trigger={<IconButton label="Columns and row height" icon={SlidersHorizontal} variant="secondary" />}>
      <div className="grid gap-3">
        {isCoarse ? null : (
          <Segmented
            aria-label="Row height"
            value={density}
            onValueChange={setDensity}
            options={[
              { value: "compact", label: "Compact" },
              { value: "comfortable", label: "Comfortable" },
            ]}
          />
        )}
        <section>
          <h3 className="mb-1 text-sm font-medium">Columns</h3>
          <ul>
            {first === undefined ? null : <li className="flex min-h-8 items-center text-muted">{first.header} stays first</li>}
            {others.map((column, at) => (
              <li key={column.id} className="flex items-center gap-1">
                <Checkbox className="flex-1" label={column.header} checked={!columns.isHidden(column.id)} disabled={column.hideable === false} onCheckedChange={() => columns.toggle(column.id)} />
                <IconButton label={`Move ${column.header} to the left`} icon={ChevronUp} size="sm" disabled={at === 0} onClick={() => columns.move(column.id, -1)} />
                <IconButton label={`Move ${column.header} to the right`} icon={ChevronDown} size="sm" disabled={at === others.length - 1} onClick={() => columns.move(column.id, 1)} />
              </li>
            ))}
          </ul>
        </section>
        <Button size="sm" className="justify-self-start" disabled={!columns.isTouched} onClick={columns.reset}>
          Reset columns
        </Button>
      </div>
    </Popover>
  );
}

export const ColumnMenu = memo(TableColumnMenu) as typeof TableColumnMenu;
