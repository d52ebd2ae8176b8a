import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Time } from "@/shared/ui/time";

import type { DraftState } from "./use-draft";

interface NoticesProps {
  /** Why a stored version is not used. */
  stored: readonly string[];
  /** What is wrong with what is typed. */
  typed: readonly string[];
  state: DraftState;
  owner: string;
  onCompare: () => void;
}

export function Notices({ stored, typed, state, owner, onCompare }: NoticesProps) {
  return (
    <>
      {stored.length > 0 ? (
        <Alert tone="warning" title="A stored version cannot be used">
          <Sentences all={stored} />
        </Alert>
      ) : null}
      {state.found ? (
        <Alert
          title="You left something unsaved here"
          actions={
            <>
              <Button size="sm" onClick={state.restore}>
                Bring it back
              </Button>
              <Button size="sm" variant="ghost" onClick={state.forget}>
                Forget it
              </Button>
            </>
          }
        >
          A text from <Time value={state.found.at} /> is kept in this browser.
        </Alert>
      ) : null}
      {state.isStale ? (
        <Alert
          tone="warning"
          title="Somebody changed this prompt meanwhile"
          actions={
            <>
              <Button size="sm" onClick={onCompare}>
                Compare
              </Button>
              <Button size="sm" onClick={state.drop}>
                Take theirs
              </Button>
              <Button size="sm" variant="ghost" onClick={state.rebase}>
                Keep mine
              </Button>
            </>
          }
        >
          Another text is in use for {owner} now. Yours is still here; saving it makes it the newest version.
        </Alert>
      ) : null}
      {typed.length > 0 ? (
        <Alert tone="danger" title="This cannot be saved yet">
          <Sentences all={typed} />
        </Alert>
      ) : null}
    </>
  );
}

function Sentences({ all }: { all: readonly string[] }) {
  if (all.length === 1) return <p>{all[0]}</p>;
  return (
    <ul className="list-disc pl-4">
      {all.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
