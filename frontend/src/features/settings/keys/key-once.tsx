import { useState } from "react";

import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CopyButton } from "@/shared/ui/copy";
import { Checkbox } from "@/shared/ui/checkbox";
import { Dialog } from "@/shared/ui/dialog";

import type { NewApiKey } from "../api/keys";

/** The one time a key can be seen. Closed only by saying that it is stored. */
export function KeyOnce({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const [isStored, setIsStored] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      dismissable={false}
      title={`The key of ${made.name}`}
      description={made.site_name ? `For ${made.site_name}.` : undefined}
      footer={
        <Button variant="primary" disabled={!isStored} onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className="grid gap-4">
        <Alert tone="warning" title="This is the only time you see it">
          Only a fingerprint of it is kept here. Whoever has the key can work on the site, so put it where it is needed, or into a password manager, and nowhere else.
        </Alert>
        <div className="flex items-center gap-2 rounded-md border bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{made.key}</code>
          <CopyButton value={made.key} label="the key" />
        </div>
        <Checkbox checked={isStored} onCheckedChange={setIsStored} label="I have stored the key" />
      </div>
    </Dialog>
  );
}
