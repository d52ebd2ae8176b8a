import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";

import { cn } from "@/shared/lib/cn";

import type { Check, CheckGroup, CheckPlace, CheckState } from "../model/checklist";

const FACES: Record<CheckState, { icon: typeof CircleCheck; tone: string; says: string }> = {
  good: { icon: CircleCheck, tone: "text-success", says: "Done" },
  improve: { icon: TriangleAlert, tone: "text-warning", says: "Could be better" },
  missing: { icon: CircleDashed, tone: "text-danger", says: "Missing" },
};

/** What was found in the text, and what to do about it. */
export function Checklist({ groups, onGo }: { groups: readonly CheckGroup[]; onGo: (place: CheckPlace) => void }) {
  return (
    <div className="grid gap-5">
      {groups.map((group) => (
        <section key={group.title} className="grid gap-1.5">
          <h3 className="text-sm font-medium text-muted">{group.title}</h3>
          <ul className="grid gap-0.5">
            {group.checks.map((one) => (
              <Item key={one.id} check={one} onGo={() => onGo(one.place)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Item({ check, onGo }: { check: Check; onGo: () => void }) {
  const face = FACES[check.state];
  const inside = (
    <>
      <face.icon className={cn("mt-0.5 size-4 shrink-0", face.tone)} role="img" aria-label={face.says} />
      <span className="min-w-0">
        <span className={cn("block text-pretty", check.state === "good" && "text-muted")}>{check.says}</span>
        {check.fix ? <span className="block text-sm text-pretty text-muted">{check.fix}</span> : null}
      </span>
    </>
  );
  if (check.state === "good") return <li className="flex gap-2 px-1.5 py-1">{inside}</li>;
  return (
    <li>
      <button type="button" onClick={onGo} className="flex w-full gap-2 rounded-md px-1.5 py-1 text-left hover:bg-text/5 touch:py-2">
        {inside}
      </button>
    </li>
  );
}
