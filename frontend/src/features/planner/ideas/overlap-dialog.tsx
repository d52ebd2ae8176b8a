import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";

import { CollisionList } from "./collisions";
import type { Overlap } from "./use-moves";

interface OverlapDialogProps {
  overlaps: readonly Overlap[];
  onGoOn: () => void;
  onClose: () => void;
}

/** Before something is approved that is answered already. */
export function OverlapDialog({ overlaps, onGoOn, onClose }: OverlapDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={overlaps.length === 1 ? "Something answers this already" : `${count(overlaps.length, "idea")} are answered already`}
      description="Two pages for the same search compete with each other. Change the idea, reject it, or approve it all the same."
      footer={
        <>
          <Button onClick={onClose}>Leave it to decide</Button>
          <Button
            variant="primary"
            onClick={() => {
              onGoOn();
              onClose();
            }}
          >
            Approve all the same
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {overlaps.map(({ idea, collisions }) => (
          <section key={idea.id} className="grid gap-1.5">
            <h3 className="font-semibold">{idea.title}</h3>
            <CollisionList collisions={collisions} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
