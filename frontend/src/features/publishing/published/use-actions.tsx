/** What can be done about publications: try again, bring up to date, take down. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type Publication, publishContents, publishingChanged, unpublishContents } from "@/shared/entities/publishing";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { useConfirm } from "@/shared/ui/confirm";
import { toast, toastError } from "@/shared/ui/toast";

import { retryPublication } from "../api/published";
import { canUnpublish } from "./state";

export function usePublicationActions() {
  const client = useQueryClient();
  const confirm = useConfirm();
  const [keys] = useState(() => new RequestKeys());
  const done = (message: string): void => {
    keys.done();
    publishingChanged(client);
    toast.success(message);
  };
  const retry = useMutation({ mutationFn: (record: Publication) => retryPublication(record.id), onSuccess: () => done("Trying again now"), onError: (error) => toastError(error) });
  const update = useMutation({
    mutationFn: (record: Publication) => {
      const body = { content_ids: [record.content_id], destinations: [record.destination] };
      return publishContents(body, keys.for(body));
    },
    onSuccess: () => done("The newest version is on its way"),
    onError: (error) => toastError(error),
  });
  const takeDown = useMutation({
    mutationFn: async (records: readonly Publication[]) => {
      // Each destination has its own contents: a text stays where nobody asked to take it down.
      for (const [destination, some] of Map.groupBy(records, (record) => record.destination)) {
        const body = { content_ids: some.map((record) => record.content_id), destinations: [destination] };
        await unpublishContents(body, keys.for(body));
      }
      return records.length;
    },
    onSuccess: (many) => done(`${count(many, "article")} being taken down`),
    onError: (error) => toastError(error),
  });
  const askTakeDown = async (records: readonly Publication[]): Promise<boolean> => {
    const some = records.filter(canUnpublish);
    const [only] = some;
    if (only === undefined) return false;
    const isSure = await confirm({
      title: some.length === 1 ? `Take “${only.title}” down?` : `Take ${count(some.length, "article")} down?`,
      body: `${some.length === 1 ? `Its page at ${only.destination_name ?? "the destination"} is` : "Their pages are"} removed there. The text stays here and can be published again.`,
      confirm: some.length === 1 ? "Take the article down" : `Take ${count(some.length, "article")} down`,
      danger: true,
    });
    if (isSure) takeDown.mutate(some);
    return isSure;
  };
  return { retry, update, askTakeDown, isBusy: retry.isPending || update.isPending || takeDown.isPending };
}
