import { useState } from "react";

import { type Day, dayIn, zoneWords } from "@/shared/lib/zone";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";

import type { Mover } from "./use-moves";

/** The same as dragging, for keyboards and phones. */
export function MoveDialog({ mover, zone, onMove, onClose }: { mover: Mover; zone: string; onMove: (day: Day) => void; onClose: () => void }) {
  const today = dayIn(zone, new Date());
  const [day, setDay] = useState(mover.date ?? today);
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title="Move to a date"
      description={`“${mover.title}”`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="move" variant="primary" disabled={day === "" || day === mover.date}>
            Move it
          </Button>
        </>
      }
    >
      <form
        id="move"
        onSubmit={(event) => {
          event.preventDefault();
          onMove(day);
        }}
      >
        <Field label="Day" hint={mover.kind === "scheduled" && mover.time ? `It keeps its time, ${mover.time} (${zoneWords(zone)}).` : "A wish: nothing is published by itself on that day."}>
          <Input type="date" value={day} min={mover.kind === "scheduled" ? today : undefined} onChange={(event) => setDay(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
