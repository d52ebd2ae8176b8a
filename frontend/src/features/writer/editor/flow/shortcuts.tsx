import { Keyboard } from "lucide-react";

import { IconButton } from "@/shared/ui/button";
import { Kbd } from "@/shared/ui/kbd";
import { Popover } from "@/shared/ui/popover";

const GROUPS: [title: string, rows: [keys: string, does: string][]][] = [
  ["Text", [["mod+b", "Bold"], ["mod+i", "Italic"], ["mod+e", "Code"], ["mod+k", "Link"], ["mod+z", "Undo"], ["mod+shift+z", "Redo"]]],
  ["Blocks", [["/", "Choose a block"], ["mod+alt+1", "Section heading"], ["mod+alt+2", "Subheading"], ["mod+alt+3", "Small heading"], ["mod+alt+0", "Text"], ["mod+shift+8", "Bulleted list"], ["mod+shift+7", "Numbered list"], ["mod+shift+b", "Quotation"]]],
  ["Page", [["mod+s", "Save now"], ["mod+alt+p", "Panel"], ["mod+alt+o", "Outline"], ["alt+f10", "To the formatting bar"], ["escape", "Back to the text, or close the panel"]]],
];

/** The keys of the editor. */
export function Shortcuts() {
  return (
    <Popover label="Keyboard shortcuts" align="end" className="w-88" trigger={<IconButton label="Keyboard shortcuts" icon={Keyboard} className="max-sm:hidden" />}>
      <div className="grid gap-4">
        {GROUPS.map(([title, rows]) => (
          <section key={title} className="grid gap-1">
            <h3 className="text-sm font-medium text-muted">{title}</h3>
            <dl className="grid gap-1">
              {rows.map(([keys, does]) => (
                <div key={keys} className="flex items-center justify-between gap-4">
                  <dt>{does}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="text-sm text-muted">Markdown works too: ## for a heading, - or 1. for a list, &gt; for a quotation, **bold**, `code`.</p>
      </div>
    </Popover>
  );
}
