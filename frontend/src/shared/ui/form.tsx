import { type ReactNode, useEffect } from "react";
import { type Control, Controller, type ControllerRenderProps, type FieldPath, type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";

import { toApiError } from "@/shared/api/errors";
import { cn } from "@/shared/lib/cn";

import { Alert } from "./alert";
import { CopyableId } from "./copy";
import { Field, type FieldProps } from "./field";
import { applyServerErrors, requestIdOf } from "./server-errors";

export { applyServerErrors };

export interface FormProps<Values extends FieldValues, Context, Output> {
  form: UseFormReturn<Values, Context, Output>;
  /** What it throws is shown at the fields it is about, else above the form. Nothing typed is lost. */
  onSubmit: (values: Output) => unknown;
  /** A refusal that came another way, for instance `mutation.error`. */
  error?: unknown;
  children: ReactNode;
  className?: string;
  id?: string;
}

export function Form<Values extends FieldValues, Context, Output>({ form, onSubmit, error, children, className, id }: FormProps<Values, Context, Output>) {
  useEffect(() => {
    if (error) applyServerErrors(form, error);
  }, [form, error]);
  const refused = form.formState.errors.root?.server;
  const requestId = requestIdOf(refused?.type);
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit(values);
    } catch (thrown) {
      applyServerErrors(form, toApiError(thrown));
    }
  });
  return (
    <FormProvider {...form}>
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          // A form in a dialog must not submit the page's form around it.
          event.stopPropagation();
          void submit(event);
        }}
        className={cn("grid grid-cols-1 gap-4", className)}
      >
        {refused?.message ? (
          <Alert tone="danger">
            {refused.message}
            {requestId ? <CopyableId value={requestId} label="reference" className="mt-1" /> : null}
          </Alert>
        ) : null}
        {children}
      </form>
    </FormProvider>
  );
}

export interface FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>, Output> extends Omit<FieldProps, "error" | "children"> {
  name: Name;
  /** Gives the field's type; without it the form around is used. */
  control?: Control<Values, unknown, Output>;
  children: (field: ControllerRenderProps<Values, Name>) => ReactNode;
}

/** One value of the form around it: `<FormField control={form.control} name="name" label="Name">{(field) => <Input {...field} />}</FormField>`. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>, Output = Values>({ name, control, children, ...field }: FormFieldProps<Values, Name, Output>) {
  return (
    <Controller<Values, Name, Output>
      name={name}
      {...(control ? { control } : {})}
      render={({ field: value, fieldState }) => (
        <Field {...field} error={fieldState.error?.message}>
          {children(value)}
        </Field>
      )}
    />
  );
}
