import { toApiError } from "@/shared/api/errors";
import { useCurrentSite } from "@/shared/entities/site";
import { useConfirm } from "@/shared/ui/confirm";
import { toast } from "@/shared/ui/toast";

import type { ConflictTexts } from "../api/integrations";

import { FIELD_NAMES } from "./merge/fields";
import { type Resolution, useResolve } from "./queries";
import type { Outcome } from "./use-merge";
import { whatFollows } from "./words";

interface Options {
  texts: ConflictTexts;
  outcome: Outcome;
  /** The choices are not needed any more. */
  forget: () => void;
}

/** The three ways to settle a conflict. Each is made on both texts as they are shown. */
export function useSettling({ texts, outcome, forget }: Options) {
  const resolve = useResolve(texts.site_id, texts.id);
  const confirm = useConfirm();
  const { publish_policy } = useCurrentSite();
  const run = (body: Resolution, done: string): void => {
    resolve.mutate(
      { ...body, expected_version: texts.ours_version, expected_theirs: texts.theirs_hash },
      {
        onSuccess: () => {
          forget();
          toast.success(done);
        },
      },
    );
  };
  const save = (): void => {
    const lines = Object.fromEntries(FIELD_NAMES.filter((name) => outcome.lines[name] !== texts.ours[name]).map((name) => [name, outcome.lines[name]]));
    run({ resolution: "merged", html: outcome.html, ...lines }, "The merge is saved");
  };
  const keepOurs = async (): Promise<void> => {
    const isSure = await confirm({
      title: "Keep our text?",
      body: `All of our text stays as it is. ${whatFollows(publish_policy)}`,
      confirm: "Keep our text",
    });
    if (isSure) run({ resolution: "keep_ours" }, "Our text was kept");
  };
  const takeTheirs = async (): Promise<void> => {
    const isSure = await confirm({
      title: "Take the website’s text?",
      body: "It becomes the newest version here. Ours stays in the list of versions and can be brought back from there. Nothing changes on the website.",
      confirm: "Take the website’s text",
    });
    if (isSure) run({ resolution: "take_theirs" }, "The website’s text was taken");
  };
  return {
    save,
    keepOurs: () => void keepOurs(),
    takeTheirs: () => void takeTheirs(),
    isPending: resolve.isPending,
    error: resolve.error === null ? null : toApiError(resolve.error),
    reset: resolve.reset,
  };
}
