import { ClipboardPaste, FileUp } from "lucide-react";
import { useRef } from "react";

import { Button } from "@/shared/ui/button";

import { downloadExample, exampleFile } from "../lib/example";
import { USUAL_LIMIT_MB } from "../lib/file-head";

interface FileStepProps {
  onFiles: (files: File[]) => void;
}

/** Choose files; the whole page takes dropped ones. */
export function FileStep({ onFiles }: FileStepProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid gap-4">
      <div className="grid justify-items-center gap-4 rounded-lg border-2 border-dashed border-line-strong/45 bg-surface px-4 py-12 text-center">
        <FileUp className="size-8 text-faint" aria-hidden="true" />
        <div className="grid gap-1">
          <p className="text-lg font-semibold text-balance">Drop the file of your keyword tool here</p>
          <p className="max-w-lg text-pretty text-muted">
            Ahrefs, Semrush, Google Keyword Planner, Search Console, Ubersuggest, Moz, or any table or list with keywords. CSV or text, up to {USUAL_LIMIT_MB} MB a file, several at once.
          </p>
        </div>
        <Button variant="primary" size="lg" icon={FileUp} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Keyword files"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <p className="flex items-center gap-1.5 text-sm text-muted max-sm:hidden">
          <ClipboardPaste className="size-3.5" aria-hidden="true" />
          Or copy rows in a spreadsheet and paste them here.
        </p>
      </div>
      <p className="text-muted">
        No file at hand?{" "}
        <Button variant="link" onClick={() => onFiles([exampleFile()])}>
          Look at one with an example
        </Button>
        {" or "}
        <Button variant="link" onClick={downloadExample}>
          download it
        </Button>
        . Nothing is saved before you have seen what was found.
      </p>
    </div>
  );
}
