import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { fetchPublicationsOf, publishingChanged, unpublishContents } from "@/shared/entities/publishing";
import { useCurrentSite } from "@/shared/entities/site";
import { RequestKeys } from "@/shared/lib/request-key";
import { useConfirm } from "@/shared/ui/confirm";
import { toast, toastError } from "@/shared/ui/toast";

/** Take a text off the schedule. Where an older version is live already that would take it down, so there it is refused. */
export function useUnschedule(): (entry: { id: string; title: string }) => Promise<void> {
  const site = useCurrentSite();
  const client = useQueryClient();
  const confirm = useConfirm();
  const [keys] = useState(() => new RequestKeys());
  return async ({ id, title }) => {
    try {
      const waiting = (await fetchPublicationsOf(site.id, [id])).filter((record) => record.status === "planned" && record.wanted === "publish");
      if (waiting.some((record) => record.live_version !== null)) {
        toast.info("An older version is live there. Taking this off the schedule would take that down too: move it to a later date instead.");
        return;
      }
      const isSure = await confirm({ title: "Take it off the schedule?", body: `“${title}” will not come out by itself any more. It stays approved.`, confirm: "Take it off the schedule" });
      if (!isSure) return;
      const body = { content_ids: [id], destinations: waiting.map((record) => record.destination) };
      await unpublishContents(body, keys.for(body));
      keys.done();
      publishingChanged(client);
      toast.success("Off the schedule");
    } catch (error) {
      toastError(error);
    }
  };
}
