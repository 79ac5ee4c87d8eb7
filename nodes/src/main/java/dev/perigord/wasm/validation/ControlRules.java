package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.binary.InstructionReader.CatchClause;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.validation.OperandStack.Control;
import dev.perigord.wasm.validation.OperandStack.Opener;
import java.util.ArrayList;
import java.util.List;

/** The rules of blocks, branches and exceptions (spec 3.4.12). */
final class ControlRules {
    private static final ReferenceType EXCEPTION = new ReferenceType(false, AbstractHeapType.EXN);

    private final CodeContext context;
    private final InstructionReader reader;
    private final OperandStack stack;

    ControlRules(CodeContext context) {
        this.context = context;
        this.reader = context.reader;
        this.stack = context.stack;
    }

    /** Checks an instruction; false if it is none of control. */
    boolean check(Instruction instruction) {
        switch (instruction) {
            case UNREACHABLE -> stack.unreachable();
            case NOP -> {}
            case BLOCK -> enter(Opener.BLOCK);
            case LOOP -> enter(Opener.LOOP);
            case IF -> {
                context.pop(NumberType.I32);
                enter(Opener.IF);
            }
            case ELSE -> {
                Control control = leave(Opener.IF, null, "else without if: illegal opcode, END opcode expected");
                stack.enter(Opener.ELSE, control.parameters, control.results);
            }
            case END -> end();
            case BR -> {
                context.popAll(context.label(reader.index).labelTypes());
                stack.unreachable();
            }
            case BR_IF -> {
                context.pop(NumberType.I32);
                keep(context.label(reader.index).labelTypes());
            }
            case BR_TABLE -> branchTable();
            case RETURN -> {
                context.popAll(context.label(stack.depth() - 1).results);
                stack.unreachable();
            }
            case DROP -> stack.pop(reader.start);
            case SELECT -> select();
            case SELECT_TYPED -> {
                if (reader.valueTypes.size() != 1) {
                    throw context.invalid("invalid result arity of select");
                }
                ValueType type = reader.valueTypes.getFirst();
                context.pop(NumberType.I32);
                context.pop(type);
                context.pop(type);
                context.push(type);
            }
            default -> {
                return exception(instruction);
            }
        }
        return true;
    }

    private void enter(Opener opener) {
        FunctionType type = reader.blockType();
        context.popAll(type.parameters());
        stack.enter(opener, type.parameters(), type.results());
    }

    private Control leave(Opener expected, Opener alternative, String message) {
        Opener actual = stack.innermost().opener;
        if (actual != expected && actual != alternative) {
            throw reader.malformedAt(message, reader.start);
        }
        return stack.leave(reader.start);
    }

    private void end() {
        Control control = stack.leave(reader.start);
        if (control.opener == Opener.IF && !FunctionType.match(control.parameters, control.results)) {
            throw context.invalid("type mismatch: if without else must not change the stack");
        }
        if (stack.depth() > 0) {
            stack.pushAll(control.results);
        }
    }

    /** Checks that the top operands fit a label; from then on they have its types. */
    private void keep(List<ValueType> types) {
        context.popAll(types);
        stack.pushAll(types);
    }

    private void branchTable() {
        context.pop(NumberType.I32);
        int arity = context.label(reader.labels[reader.labels.length - 1])
                .labelTypes()
                .size();
        for (int target : reader.labels) {
            List<ValueType> types = context.label(target).labelTypes();
            if (types.size() != arity) {
                throw context.invalid("type mismatch: labels of br_table take different numbers of values");
            }
            stack.checkTop(types, reader.start);
        }
        stack.unreachable();
    }

    private void select() {
        context.pop(NumberType.I32);
        ValueType first = stack.pop(reader.start);
        ValueType second = stack.pop(reader.start);
        if (first instanceof ReferenceType || second instanceof ReferenceType) {
            throw context.invalid("type mismatch: select without type cannot choose between references");
        }
        if (first != null && second != null && !first.equals(second)) {
            throw context.invalid("type mismatch: select between " + second + " and " + first);
        }
        context.push(first != null ? first : second);
    }

    // --- exceptions --------------------------------------------------------------------------------------------

    private boolean exception(Instruction instruction) {
        switch (instruction) {
            case THROW -> {
                context.popAll(payload(reader.index));
                stack.unreachable();
            }
            case THROW_REF -> {
                context.pop(ReferenceType.EXNREF);
                stack.unreachable();
            }
            case TRY_TABLE -> {
                FunctionType type = reader.blockType();
                reader.catches.forEach(this::catchClause);
                context.popAll(type.parameters());
                stack.enter(Opener.BLOCK, type.parameters(), type.results());
            }
            case TRY -> enter(Opener.TRY);
            case CATCH -> {
                Control control = leave(Opener.TRY, Opener.CATCH, "catch without try: illegal opcode");
                stack.enterCatch(Opener.CATCH, payload(reader.index), control.results);
            }
            case CATCH_ALL -> {
                Control control = leave(Opener.TRY, Opener.CATCH, "catch_all without try: illegal opcode");
                stack.enterCatch(Opener.CATCH_ALL, List.of(), control.results);
            }
            case DELEGATE -> {
                Control control = leave(Opener.TRY, null, "delegate without try: illegal opcode");
                context.label(reader.index);
                stack.pushAll(control.results);
            }
            case RETHROW -> {
                Opener opener = context.label(reader.index).opener;
                if (opener != Opener.CATCH && opener != Opener.CATCH_ALL) {
                    throw context.invalid("invalid rethrow label");
                }
                stack.unreachable();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<ValueType> payload(int tag) {
        FunctionType type = context.tagType(tag);
        if (!type.results().isEmpty()) {
            throw context.invalid("non-empty tag result type");
        }
        return type.parameters();
    }

    private void catchClause(CatchClause clause) {
        List<ValueType> values = new ArrayList<>();
        if (clause.tag() != -1) {
            values.addAll(payload(clause.tag()));
        }
        if (clause.reference()) {
            values.add(EXCEPTION);
        }
        List<ValueType> expected = context.label(clause.label()).labelTypes();
        if (!FunctionType.match(values, expected)) {
            throw context.invalid("type mismatch: a catch clause gives " + values + ", its label takes " + expected);
        }
    }
}
