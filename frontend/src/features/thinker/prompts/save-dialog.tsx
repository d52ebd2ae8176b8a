import { useId } from "react";
import { useForm } from "react-hook-form";

import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { toast } from "@/shared/ui/toast";

import { type Prompt, type Scope, useSavePrompt } from "../api/prompts";

interface SaveDialogProps {
  prompt: Prompt;
  scope: Scope;
  owner: string;
  body: string;
  onClose: () => void;
  onSaved: () => void;
}

/** The note of a new version. A refusal is shown here; the text behind it stays as it is. */
export function SaveDialog({ prompt, scope, owner, body, onClose, onSaved }: SaveDialogProps) {
  const id = useId();
  const save = useSavePrompt(prompt.function, scope);
  const form = useForm({ defaultValues: { note: "" } });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title="Save as new version"
      description={`It is what the model is told for ${owner}, from the next run on. Runs at work keep the text they began with.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={form.formState.isSubmitting}>
            Save version
          </Button>
        </>
      }
    >
      <Form
        id={id}
        form={form}
        onSubmit={async ({ note }) => {
          const made = await save.mutateAsync({ body, note: note.trim() });
          toast.success(`Version ${made.version} is saved and in use.`);
          onSaved();
        }}
      >
        <FormField control={form.control} name="note" label="Note" optional hint="What you changed and why, for whoever reads the versions later.">
          {(field) => <Input {...field} maxLength={300} autoComplete="off" />}
        </FormField>
      </Form>
    </Dialog>
  );
}
