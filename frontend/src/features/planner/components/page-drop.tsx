import { FileUp } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";

interface PageDropProps {
  onFiles: (files: File[]) => void;
}

/** Takes files dropped anywhere on the page, and rows pasted where nobody types. */
export function PageDrop({ onFiles }: PageDropProps) {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent((files: File[]) => {
    if (files.length > 0) onFiles(files);
  });
  useEffect(() => {
    let depth = 0;
    const show = (event: DragEvent, step: number) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      depth = Math.max(0, depth + step);
      setIsOver(depth > 0);
    };
    const enter = (event: DragEvent) => show(event, 1);
    const leave = (event: DragEvent) => show(event, -1);
    const over = (event: DragEvent) => show(event, 0);
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      take([...event.dataTransfer.files]);
    };
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable], [role=dialog]") !== null) return;
      const files = pasted(event.clipboardData);
      if (files.length > 0) event.preventDefault();
      take(files);
    };
    addEventListener("dragenter", enter);
    addEventListener("dragleave", leave);
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragenter", enter);
      removeEventListener("dragleave", leave);
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-ground/85 p-4">
      <div className="grid justify-items-center gap-2 rounded-lg border-2 border-dashed border-accent bg-surface px-10 py-8 text-center shadow-(--shadow-float)">
        <FileUp className="size-8 text-accent" aria-hidden="true" />
        <p className="text-lg font-semibold">Drop to import keywords</p>
        <p className="text-muted">Nothing is saved before you have seen what was found.</p>
      </div>
    </div>
  );
}

/** Files of the clipboard, or its text as a file when it is more than a word. */
export function pasted(data: DataTransfer | null): File[] {
  if (data === null) return [];
  if (data.files.length > 0) return [...data.files];
  const text = data.getData("text/plain");
  const isTable = text.trim().includes("\n");
  return isTable ? [new File([text], "pasted-keywords.txt", { type: "text/plain" })] : [];
}
