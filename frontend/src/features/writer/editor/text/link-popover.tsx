import type { Editor } from "@tiptap/core";
import { ExternalLink, Unlink } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { useMemo, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { floatLook } from "@/shared/ui/float-look";

import { isSafeUrl } from "@/shared/lib/article-html";

/** What somebody types as an address: a path stays, a bare domain gets its scheme, an e-mail address becomes one. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?$/i.test(text)) return `https://${text}`;
  return text;
}

/** Put, change or take a link at the selection. */
export function LinkPopover({ editor, open, onOpenChange }: { editor: Editor; open: boolean; onOpenChange: (open: boolean) => void }) {
  return open ? <Opened editor={editor} onOpenChange={onOpenChange} /> : null;
}

function Opened({ editor, onOpenChange }: { editor: Editor; onOpenChange: (open: boolean) => void }) {
  const [before] = useState(() => {
    const value: unknown = editor.getAttributes("link").href;
    return typeof value === "string" ? value : "";
  });
  const [address, setAddress] = useState(before);
  const [error, setError] = useState("");
  const anchor = useMemo(
    () => ({
      current: {
        getBoundingClientRect: () => {
          const { from, to } = editor.state.selection;
          const start = editor.view.coordsAtPos(from);
          const end = editor.view.coordsAtPos(to);
          return new DOMRect(start.left, start.top, Math.max(1, end.right - start.left), Math.max(start.bottom, end.bottom) - start.top);
        },
      },
    }),
    [editor],
  );
  const close = (): void => {
    onOpenChange(false);
    editor.commands.focus();
  };
  const put = (): void => {
    const href = addressOf(address);
    if (href === "") {
      remove();
      return;
    }
    if (!isSafeUrl(href)) {
      setError("An address begins with https://, mailto: or a slash.");
      return;
    }
    const { empty } = editor.state.selection;
    const chain = editor.chain().focus();
    if (empty && before === "") chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.extendMarkRange("link").setLink({ href }).run();
    close();
  };
  const remove = (): void => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    close();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && close()}>
      <Radix.Anchor virtualRef={anchor} />
      <Radix.Portal>
        <Radix.Content aria-label="Link" sideOffset={8} collisionPadding={8} className={cn(floatLook, "w-88 max-w-[calc(100vw-1rem)] p-3")}>
          <form
            className="grid gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              put();
            }}
          >
            <Field label="Address" error={error}>
              <Input
                value={address}
                inputMode="url"
                autoCapitalize="none"
                spellCheck={false}
                placeholder="https://example.com or /page"
                onChange={(event) => {
                  setAddress(event.target.value);
                  setError("");
                }}
              />
            </Field>
            <div className="flex flex-wrap items-center gap-2">
              <Button type="submit" variant="primary" size="sm">
                {before === "" ? "Add the link" : "Change the link"}
              </Button>
              {before === "" ? null : (
                <>
                  <Button size="sm" icon={Unlink} onClick={remove}>
                    Remove
                  </Button>
                  {/^https?:/.test(before) ? (
                    <Button asChild size="sm" variant="ghost" icon={ExternalLink}>
                      <a href={before} target="_blank" rel="noreferrer noopener">
                        Open
                      </a>
                    </Button>
                  ) : null}
                </>
              )}
            </div>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
