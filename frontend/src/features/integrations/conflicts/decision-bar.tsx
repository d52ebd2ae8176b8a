import { ArrowDown, ArrowUp, Ellipsis, Save } from "lucide-react";
import type { ReactNode } from "react";

import { number, plural } from "@/shared/lib/format";
import { Button, IconButton } from "@/shared/ui/button";
import { Menu, MenuItem } from "@/shared/ui/menu";
import { ProgressBar } from "@/shared/ui/progress";

interface Props {
  total: number;
  open: number;
  isBusy: boolean;
  onStep: (by: 1 | -1) => void;
  /** To the first one that waits. */
  onOpen: () => void;
  onSave: () => void;
  onKeep: () => void;
  onTake: () => void;
  /** What went wrong, where nobody can miss it. */
  children?: ReactNode;
}

/** How far the decisions are, and the three ways out. Stays in view. */
export function DecisionBar({ total, open, isBusy, onStep, onOpen, onSave, onKeep, onTake, children }: Props) {
  const words = total === 0 ? "Nothing was changed in two ways" : `${total - open} of ${total} decided`;
  return (
    <div className="sticky top-(--frame-top) z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-ground px-4 py-2 sm:-mx-6 sm:px-6">
      <div className="grid min-w-24 flex-1 gap-1 sm:max-w-56">
        <p role="status" className="tabular font-medium">
          {words}
        </p>
        {total > 0 ? <ProgressBar value={total - open} max={total} label="Decisions" valueText={words} tone={open === 0 ? "success" : "accent"} /> : null}
      </div>
      {total > 1 ? (
        <div className="flex items-center gap-1 max-sm:hidden">
          <IconButton label="Previous decision" tooltip="Previous decision (k)" icon={ArrowUp} onClick={() => onStep(-1)} />
          <IconButton label="Next decision" tooltip="Next decision (j)" icon={ArrowDown} onClick={() => onStep(1)} />
        </div>
      ) : null}
      <div className="ml-auto flex items-center gap-2">
        <Button onClick={onKeep} disabled={isBusy} className="max-md:hidden">
          Keep ours
        </Button>
        <Button onClick={onTake} disabled={isBusy} className="max-md:hidden">
          Take the website’s text
        </Button>
        {open > 0 ? (
          <Button variant="primary" onClick={onOpen} disabled={isBusy}>
            Decide {number(open)} more <span className="max-sm:hidden">{plural(open, "change")}</span>
          </Button>
        ) : (
          <Button variant="primary" icon={Save} onClick={onSave} loading={isBusy}>
            Save the merge
          </Button>
        )}
        <div className="md:hidden">
          <Menu trigger={<IconButton label="Other ways to decide" icon={Ellipsis} variant="secondary" disabled={isBusy} />}>
            <MenuItem onSelect={onKeep} hint="All of our text stays as it is">
              Keep ours
            </MenuItem>
            <MenuItem onSelect={onTake} hint="All of it becomes as it is on the website">
              Take the website’s text
            </MenuItem>
          </Menu>
        </div>
      </div>
      {children ? <div className="w-full">{children}</div> : null}
    </div>
  );
}
