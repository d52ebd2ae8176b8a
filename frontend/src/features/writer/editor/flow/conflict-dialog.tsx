import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useCurrentSite } from "@/shared/entities/site";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { QueryState } from "@/shared/ui/query-state";
import { Time } from "@/shared/ui/time";
import { toast } from "@/shared/ui/toast";

import { contentKeys, readContent, versionsQuery } from "../../api/content";
import { Diff } from "../lazy-diff";
import { fieldsOf } from "../model/desk";
import { SkeletonText } from "../skeleton";
import { useDesk, useDeskState, useSaveState } from "../use-desk";

/** Two texts on one base: the reader decides, and whatever is decided nothing is lost. */
export function ConflictDialog() {
  const { phase } = useSaveState();
  return phase === "conflict" ? <Open /> : null;
}

function Open() {
  const desk = useDesk();
  const site = useCurrentSite();
  const { id } = useDeskState((state) => state.content);
  const [isComparing, setIsComparing] = useState(false);
  const theirs = useQuery({ queryKey: [...contentKeys.one(site.id, id), "theirs"], queryFn: () => readContent(id), gcTime: 0 });
  const versions = useQuery(versionsQuery(site.id, id));
  const [mine] = useState(() => desk.read());
  const newest = versions.data?.[0];
  const who = newest?.actor_name ?? "Somebody";

  const keep = useMutation({
    mutationFn: async () => {
      const now = await readContent(id);
      desk.receive(now);
      return desk.autosave.keepMine(now.current_version);
    },
    onSuccess: (done) => {
      if (done) toast.success("Your text is the newest version", { description: `The one before it stays in the list of versions.` });
    },
  });
  const take = (): void => {
    if (theirs.data === undefined) return;
    desk.takeTheirs(theirs.data);
    toast.info("Their text is here now", { description: "Yours is laid aside on this device, under Versions.", action: { label: "Bring mine back", onClick: () => desk.put(mine) } });
  };
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      dismissable={false}
      role="alertdialog"
      size={isComparing ? "xl" : "lg"}
      title="Somebody else changed this text"
      description={
        <>
          {newest ? (
            <>
              {who} saved version {newest.number} <Time value={newest.created_at} /> while you were writing.
            </>
          ) : (
            "There is a newer version than the one you were writing on."
          )}{" "}
          What you wrote is kept on this device and has not been saved.
        </>
      }
      footer={
        <>
          {isComparing ? null : <Button onClick={() => setIsComparing(true)}>Compare the two</Button>}
          <Button onClick={take} disabled={theirs.data === undefined || keep.isPending}>
            Take theirs
          </Button>
          <Button variant="primary" loading={keep.isPending} onClick={() => keep.mutate()}>
            Keep mine as a new version
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {keep.error ? <Alert tone="danger">{toApiError(keep.error).message}</Alert> : null}
        <ul className="list-disc pl-5 text-muted">
          <li>Keep mine: your text becomes the newest version; theirs stays in the list.</li>
          <li>Take theirs: you go on with their text; yours is laid aside on this device.</li>
        </ul>
        {isComparing ? (
          <QueryState query={theirs} compact skeleton={<SkeletonText />}>
            {(content) => (
              <div className="grid gap-2">
                <p className="text-sm text-muted">From theirs to yours:</p>
                <Diff before={fieldsOf(content)} after={mine} />
              </div>
            )}
          </QueryState>
        ) : null}
      </div>
    </Dialog>
  );
}
