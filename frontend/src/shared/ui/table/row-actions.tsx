import { Ellipsis } from "lucide-react";

import { IconButton } from "../button";
import { Menu, MenuItem } from "../menu";
import type { RowAction } from "./types";

interface RowActionsProps<Row> {
  actions: (row: Row) => readonly RowAction[];
  row: Row;
  label: string;
  isNear: boolean;
  isCard: boolean;
  colIndex: number;
}

/** Buttons at the right end of the row under the pointer or the focus; a menu where there is no pointer. */
export function RowActions<Row>({ actions, row, label, isNear, isCard, colIndex }: RowActionsProps<Row>) {
  if (isCard) {
    const list = actions(row);
    return (
      <div role="gridcell" aria-colindex={colIndex} className="-mr-2 shrink-0">
        {list.length > 0 ? (
          <Menu trigger={<IconButton label={`Actions for ${label}`} icon={Ellipsis} />}>
            {list.map((action) => (
              <MenuItem key={action.label} icon={action.icon} danger={action.danger === true} onSelect={action.run}>
                {action.label}
              </MenuItem>
            ))}
          </Menu>
        ) : null}
      </div>
    );
  }
  return (
    <div role="gridcell" aria-colindex={colIndex} className="sticky right-0 z-2 h-full">
      {isNear ? (
        <div className="absolute inset-y-0 right-0 flex items-center gap-0.5 bg-surface pr-2 pl-2 group-hover/row:bg-(--row-hover) group-aria-selected/row:bg-accent-soft group-aria-[current=true]/row:bg-accent-soft">
          {actions(row).map((action) => (
            <IconButton key={action.label} label={action.label} icon={action.icon} size="sm" className={action.danger === true ? "hover:text-danger" : undefined} onClick={action.run} />
          ))}
        </div>
      ) : null}
    </div>
  );
}
