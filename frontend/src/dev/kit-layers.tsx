import { Archive, ChevronDown, Copy, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";

import { ApiError } from "@/shared/api/errors";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from "@/shared/ui/menu";
import { PageSection } from "@/shared/ui/page";
import { Popover } from "@/shared/ui/popover";
import { Sheet } from "@/shared/ui/sheet";
import { TabPanel, Tabs } from "@/shared/ui/tabs";
import { toast, toastError, undoable } from "@/shared/ui/toast";

const nothing = () => Promise.resolve();

export function Layers() {
  const confirm = useConfirm();
  const [dialog, setDialog] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [isShown, setIsShown] = useState(true);
  const remove = async () => {
    if (await confirm({ title: "Delete Home coffee?", body: "Its 1,204 keywords and 38 texts are deleted with it. This cannot be undone.", confirm: "Delete site", danger: true, typed: "home-coffee" })) toast.success("Home coffee deleted");
  };
  return (
    <PageSection title="Layers">
      <div className="flex flex-wrap gap-3">
        <Button id="open-dialog" onClick={() => setDialog(true)}>
          Open dialog
        </Button>
        <Button id="open-sheet" onClick={() => setSheet(true)}>
          Open panel
        </Button>
        <Button id="open-confirm" variant="danger" onClick={() => void remove()}>
          Delete site
        </Button>
        <Menu
          trigger={
            <Button id="open-menu">
              Actions <ChevronDown className="size-4" aria-hidden="true" />
            </Button>
          }
          items={
            <>
              <MenuLabel>Cluster</MenuLabel>
              <MenuItem icon={Pencil} shortcut="e" onSelect={() => setDialog(true)}>
                Rename…
              </MenuItem>
              <MenuItem icon={Copy} hint="With its keywords">
                Duplicate
              </MenuItem>
              <MenuItem icon={Archive} disabled hint="Locked by Ada">
                Archive
              </MenuItem>
              <MenuSeparator />
              <MenuCheckItem checked={isShown} onCheckedChange={setIsShown}>
                Show archived
              </MenuCheckItem>
              <MenuSeparator />
              <MenuItem icon={Trash2} danger onSelect={() => void remove()}>
                Delete…
              </MenuItem>
            </>
          }
        />
        <Popover label="Filter" trigger={<Button>Filter</Button>}>
          <Field label="Volume above">
            <Input type="number" defaultValue={100} />
          </Field>
        </Popover>
        <Button id="toast" onClick={() => void undoable({ message: "3 keywords archived", run: nothing, undo: nothing })}>
          Archive 3 keywords
        </Button>
        <Button onClick={() => toastError(new ApiError("The server could not answer.", { status: 500, requestId: "0b9e6f1c" }))}>Fail</Button>
      </div>
      <div className="grid max-w-2xl gap-2">
        <Alert tone="danger" title="The connection was refused">
          WordPress answered 401: the key does not match.
        </Alert>
        <Alert tone="warning" actions={<Button size="sm">Get credits</Button>}>
          42 credits are left, which is about 4 articles.
        </Alert>
        <Alert tone="success">The site is live.</Alert>
        <Alert>Texts are reviewed before they are published.</Alert>
      </div>
      <Tabs
        aria-label="Sample"
        items={[
          { value: "a", label: "Keywords", count: 128 },
          { value: "b", label: "Ideas", count: 0 },
          { value: "c", label: "History" },
        ]}
      >
        <TabPanel value="a">Keywords of the cluster.</TabPanel>
        <TabPanel value="b">No ideas yet.</TabPanel>
        <TabPanel value="c">Nothing happened.</TabPanel>
      </Tabs>
      <Dialog
        open={dialog}
        onOpenChange={setDialog}
        title="Rename cluster"
        description="Its keywords and ideas stay as they are."
        footer={
          <>
            <Button onClick={() => setDialog(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setDialog(false)}>
              Rename cluster
            </Button>
          </>
        }
      >
        <Field label="Name">
          <Input defaultValue="Espresso grinders" />
        </Field>
      </Dialog>
      <Sheet open={sheet} onOpenChange={setSheet} title="best espresso grinder" description="Keyword in Espresso grinders">
        <p className="text-muted">Details open beside the list; Esc closes them.</p>
      </Sheet>
    </PageSection>
  );
}
