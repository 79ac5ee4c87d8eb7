import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Generates, from the instruction table, the enum {@code Instruction} and the nodes of every instruction whose meaning
 * is one static method. Run by the build: {@code java InstructionGenerator.java TABLE OUTPUT}.
 */
public final class InstructionGenerator {
    private static final String BASE = "dev.perigord.wasm";

    /** How the table says that the machine's method is that of another instruction, or written by hand. */
    private static final String SAME = "same:";
    private static final String BY_HAND = "by-hand";

    /** Where an operand of a node comes from: operands in a local or constant need no node, which halves interpretation. */
    private enum Source {
        ANY(""),
        /** A 64-bit address. */
        WIDE("Wide"),
        LOCAL("Local"),
        CONSTANT("Constant"),
        /** An address that is the sum of a local and a constant, or of two locals. */
        PLUS_CONSTANT("LocalPlusConstant"),
        PLUS_LOCAL("LocalPlusLocal");

        final String suffix;

        Source(String suffix) {
            this.suffix = suffix;
        }

        boolean isNode() {
            return this == ANY || this == WIDE;
        }

        boolean isSum() {
            return this == PLUS_CONSTANT || this == PLUS_LOCAL;
        }
    }

    private record Row(
            String opcode,
            String constant,
            String mnemonic,
            String immediates,
            int alignment,
            int lanes,
            List<String> operands,
            List<String> results,
            String feature,
            String semantics,
            boolean traps,
            String machine) {

        boolean special() {
            return operands == null;
        }

        boolean memoryAccess() {
            return immediates.startsWith("MEMORY_ARGUMENT");
        }

        boolean hasLane() {
            return lanes > 0;
        }

        boolean vector() {
            return feature.equals("SIMD") || feature.equals("RELAXED_SIMD");
        }

        boolean atomic() {
            return feature.equals("THREADS");
        }

        boolean laneWise() {
            return semantics.contains(":");
        }

        /** Whether the instruction has a fixed signature, but no method: its node is written by hand. */
        boolean handWritten() {
            return semantics.equals("-");
        }

        String className() {
            StringBuilder name = new StringBuilder();
            for (String part : constant.split("_")) {
                name.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
            }
            return name.toString();
        }

        /** The method that computes the instruction, below the package of nodes. */
        String methodPath() {
            return laneWise() ? "simd.LaneOperations." + laneMethod() : semantics;
        }

        String method() {
            return laneWise() ? "LaneOperations." + laneMethod() : BASE + ".nodes." + semantics;
        }

        /** The method that has the machine carry out a vector instruction, below the package of nodes, or null. */
        String machineMethod(List<Row> rows) {
            if (machine.isEmpty()) {
                return null;
            }
            if (machine.startsWith(SAME)) {
                String other = machine.substring(SAME.length());
                return rows.stream()
                        .filter(row -> row.mnemonic.equals(other))
                        .findFirst()
                        .orElseThrow()
                        .machineMethod(rows);
            }
            return (machine.equals(BY_HAND) ? "simd.MachineVectors." : "simd.MachineOperations.") + laneMethod();
        }

        /** The constant's name as a method's. */
        String laneMethod() {
            return Character.toLowerCase(className().charAt(0)) + className().substring(1);
        }
    }

    private InstructionGenerator() {}

    public static void main(String[] arguments) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(parse(line));
            }
        }
        Path output = Path.of(arguments[1]);
        write(output, "module", "Instruction", instructionEnum(rows));
        write(output, "nodes.numeric", "NumericNodes", numericNodes(rows));
        write(output, "nodes.memory", "MemoryAccessNodes", memoryNodes(rows));
        write(output, "nodes.atomic", "AtomicNodes", atomicNodes(rows));
        write(output, "nodes.simd", "LaneOperations", laneOperations(rows));
        write(output, "nodes.simd", "VectorNodes", vectorNodes(rows));
        write(output, "nodes.simd", "MachineOperations", machineOperations(rows));
    }

    private static Row parse(String line) {
        String[] columns = line.split("\\|");
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columns[i].strip();
        }
        String mnemonic = columns[1];
        String constant = mnemonic.replace('.', '_').toUpperCase(Locale.ROOT);
        if (mnemonic.contains("=")) {
            constant = mnemonic.substring(0, mnemonic.indexOf('='));
            mnemonic = mnemonic.substring(mnemonic.indexOf('=') + 1);
        }
        String immediates = columns[2];
        int alignment = -1;
        int lanes = 0;
        if (immediates.contains(":")) {
            int number = Integer.parseInt(immediates.substring(immediates.indexOf(':') + 1));
            immediates = immediates.substring(0, immediates.indexOf(':'));
            switch (immediates) {
                case "lane" -> lanes = number;
                case "memory_argument_lane" -> {
                    alignment = number;
                    lanes = 16 >> number;
                }
                default -> alignment = number;
            }
        }
        List<String> operands = null;
        List<String> results = null;
        if (!columns[3].equals("special")) {
            String[] sides = columns[3].split("->", -1);
            operands = words(sides[0]);
            results = words(sides[1]);
        }
        String semantics = columns[5];
        boolean traps = semantics.endsWith("!");
        return new Row(
                columns[0],
                constant,
                mnemonic,
                immediates.toUpperCase(Locale.ROOT),
                alignment,
                lanes,
                operands,
                results,
                columns[4].replace('-', '_').toUpperCase(Locale.ROOT),
                traps ? semantics.substring(0, semantics.length() - 1) : semantics,
                traps,
                columns.length > 6 ? columns[6] : "");
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static void write(Path output, String packageName, String className, String body) throws IOException {
        Path folder = output.resolve((BASE + "." + packageName).replace('.', '/'));
        Files.createDirectories(folder);
        Path file = folder.resolve(className + ".java");
        String text = "// Generated from instructions.txt by InstructionGenerator: do not edit.\npackage " + BASE + "."
                + packageName + ";\n\n" + body;
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private static String instructionEnum(List<Row> rows) {
        StringBuilder constants = new StringBuilder();
        for (Row row : rows) {
            String[] code = row.opcode.split(":");
            String opcode = code.length == 1 ? "0x" + code[0] : "0x" + code[0] + "_0000 | 0x" + code[1];
            constants
                    .append("    /** {@code ")
                    .append(row.mnemonic)
                    .append("} */\n    ")
                    .append(row.constant)
                    .append("(")
                    .append(opcode)
                    .append(", \"")
                    .append(row.mnemonic)
                    .append("\", Immediates.")
                    .append(row.immediates)
                    .append(", ")
                    .append(row.alignment)
                    .append(", ")
                    .append(row.lanes)
                    .append(", ")
                    .append(types(row.operands))
                    .append(", ")
                    .append(types(row.results))
                    .append(", Feature.")
                    .append(row.feature)
                    .append(", ")
                    .append(row.traps)
                    .append(", ")
                    .append(row.special() || row.handWritten() ? "null" : "\"" + row.methodPath() + "\"")
                    .append(", ")
                    .append(row.results != null && row.results.equals(List.of("bool")))
                    .append(", ")
                    .append(row.machineMethod(rows) == null ? "null" : "\"" + row.machineMethod(rows) + "\"")
                    .append("),\n");
        }
        constants.setLength(constants.length() - 2);
        return """
                import java.util.List;

                /**
                 * The instructions of WebAssembly, as the instruction table lists them.
                 *
                 * <p>An opcode with a prefix byte is {@code prefix << 16 | code}. Signatures are {@code null} where they
                 * depend on the immediates; an {@code ADDRESS} operand has the memory's address type.
                 */
                public enum Instruction {
                %s;

                    private final int opcode;
                    private final String mnemonic;
                    private final Immediates immediates;
                    private final int naturalAlignment;
                    private final int lanes;
                    private final List<ValueType> operands;
                    private final List<ValueType> results;
                    private final Feature feature;
                    private final boolean trapping;
                    private final String method;
                    private final boolean condition;
                    private final String machineMethod;

                    Instruction(
                            int opcode,
                            String mnemonic,
                            Immediates immediates,
                            int naturalAlignment,
                            int lanes,
                            List<ValueType> operands,
                            List<ValueType> results,
                            Feature feature,
                            boolean trapping,
                            String method,
                            boolean condition,
                            String machineMethod) {
                        this.opcode = opcode;
                        this.mnemonic = mnemonic;
                        this.immediates = immediates;
                        this.naturalAlignment = naturalAlignment;
                        this.lanes = lanes;
                        this.operands = operands;
                        this.results = results;
                        this.feature = feature;
                        this.trapping = trapping;
                        this.method = method;
                        this.condition = condition;
                        this.machineMethod = machineMethod;
                    }

                    /** The opcode; with a prefix byte, {@code prefix << 16 | code}. */
                    public int opcode() {
                        return opcode;
                    }

                    /** The name in the text format. */
                    public String mnemonic() {
                        return mnemonic;
                    }

                    /** What follows the opcode in the binary format. */
                    public Immediates immediates() {
                        return immediates;
                    }

                    /** The binary logarithm of a memory access's natural alignment, or -1. */
                    public int naturalAlignment() {
                        return naturalAlignment;
                    }

                    /** How many lanes a lane index chooses from, or 0. */
                    public int lanes() {
                        return lanes;
                    }

                    /** The operand types, or {@code null} where they depend on the immediates. */
                    public List<ValueType> operands() {
                        return operands;
                    }

                    /** The result types, or {@code null} where they depend on the immediates. */
                    public List<ValueType> results() {
                        return results;
                    }

                    /** The proposal that brought the instruction. */
                    public Feature feature() {
                        return feature;
                    }

                    /** Whether an instruction with a fixed signature may trap. */
                    public boolean trapping() {
                        return trapping;
                    }

                    /**
                     * The static method that computes the instruction, as {@code package.Class.name} below
                     * {@code dev.perigord.wasm.nodes}, or {@code null} if it is not one method.
                     */
                    public String method() {
                        return method;
                    }

                    /** Whether the method gives a {@code boolean} where the instruction gives 0 or 1. */
                    public boolean condition() {
                        return condition;
                    }

                    /**
                     * The static method that has the machine carry out a vector instruction, below
                     * {@code dev.perigord.wasm.nodes}, or {@code null} if there is none.
                     */
                    public String machineMethod() {
                        return machineMethod;
                    }
                }
                """.formatted(constants);
    }

    private static String types(List<String> names) {
        if (names == null) {
            return "null";
        }
        return names.stream()
                .map(name -> "NumberType." + kind(name))
                .collect(Collectors.joining(", ", "List.of(", ")"));
    }

    // --- nodes -------------------------------------------------------------------------------------------------

    private static String javaType(String type) {
        return switch (type) {
            case "i32", "bool", "address" -> "int";
            case "i64" -> "long";
            case "f32" -> "float";
            case "f64" -> "double";
            case "v128", "mask" -> "Vector128";
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static String kind(String type) {
        return switch (type) {
            case "bool", "address" -> "I32";
            case "mask" -> "V128";
            default -> type.toUpperCase(Locale.ROOT);
        };
    }

    private static String frameType(String type) {
        String java = javaType(type);
        return Character.toUpperCase(java.charAt(0)) + java.substring(1);
    }

    private static String read(String operandName, String type, Source source) {
        return switch (source) {
            case ANY -> operandName + ".execute" + kind(type) + "(frame, instance)";
            case WIDE -> operandName + ".executeI64(frame, instance)";
            case LOCAL -> "frame.get" + frameType(type) + "Static(" + operandName + ")";
            case CONSTANT -> operandName;
            case PLUS_CONSTANT -> "(frame.getIntStatic(" + operandName + ") + " + operandName + "Addend)";
            case PLUS_LOCAL -> "(frame.getIntStatic(" + operandName + ") + frame.getIntStatic(" + operandName + "Addend))";
        };
    }

    private static String fieldType(String type, Source source) {
        return switch (source) {
            case ANY, WIDE -> "ExpressionNode";
            case LOCAL, PLUS_CONSTANT, PLUS_LOCAL -> "int";
            case CONSTANT -> javaType(type);
        };
    }

    private static String test(String operandName, String type, Source source) {
        String variable = operandName + source.suffix;
        return switch (source) {
            case ANY -> null;
            case WIDE -> "argument.wide()";
            case LOCAL -> operandName + " instanceof LocalGetNode " + variable;
            case CONSTANT -> operandName + " instanceof ConstantNode." + kind(type) + " " + variable;
            case PLUS_CONSTANT -> operandName + " instanceof NumericNodes.I32AddLocalConstant " + variable;
            case PLUS_LOCAL -> operandName + " instanceof NumericNodes.I32AddLocalLocal " + variable;
        };
    }

    private static String argument(String operandName, Source source) {
        return switch (source) {
            case ANY, WIDE -> operandName;
            case LOCAL -> operandName + source.suffix + ".slot()";
            case CONSTANT -> operandName + source.suffix + ".value()";
            case PLUS_CONSTANT, PLUS_LOCAL -> operandName + source.suffix + ".left(), " + operandName + source.suffix + ".right()";
        };
    }

    /** Appends a node class for one combination of operand sources and the line that creates it. */
    private static void node(
            Row row, List<String> names, List<Source> sources, boolean memory, StringBuilder classes, StringBuilder creation) {
        StringBuilder suffix = new StringBuilder();
        sources.forEach(source -> suffix.append(source == Source.ANY && sources.stream().anyMatch(s -> s != Source.ANY) ? "Any" : source.suffix));
        String className = row.className() + suffix;
        boolean statement = row.results.isEmpty();
        StringBuilder fields = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        StringBuilder assignments = new StringBuilder();
        StringBuilder call = new StringBuilder();
        List<String> tests = new ArrayList<>();
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String type = row.operands.get(i);
            Source source = sources.get(i);
            fields.append(source.isNode() ? "        @Child private " : "        private final ")
                    .append(fieldType(type, source)).append(" ").append(name).append(";\n");
            parameters.append(i == 0 ? "" : ", ").append(fieldType(type, source)).append(" ").append(name);
            assignments.append("            this.").append(name).append(" = ").append(name).append(";\n");
            if (source.isSum()) {
                fields.append("        private final int ").append(name).append("Addend;\n");
                parameters.append(", int ").append(name).append("Addend");
                assignments.append("            this.").append(name).append("Addend = ").append(name).append("Addend;\n");
            }
            String test = test(name, type, source);
            if (test != null) {
                tests.add(test);
            }
            arguments.append(i == 0 ? "" : ", ").append(argument(name, source));
        }
        boolean positioned = row.traps;
        if (memory) {
            fields.append("        private final int memory;\n        private final long offset;\n");
            parameters.append(", MemoryArgument argument");
            assignments.append("            this.memory = argument.memory();\n            this.offset = argument.offset();\n");
            arguments.append(", argument");
        }
        if (row.hasLane()) {
            fields.append("        private final int lane;\n");
            parameters.append(", int lane");
            assignments.append("            this.lane = lane;\n");
            arguments.append(", lane");
        }
        if (positioned) {
            parameters.append(", int codeOffset");
            arguments.append(", codeOffset");
        }
        StringBuilder body = new StringBuilder();
        if (memory) {
            String base = read(names.get(0), row.operands.get(0), sources.get(0));
            body.append("            long address = ").append(sources.get(0) == Source.WIDE
                            ? "MemoryArgument.wideAddress(" + base + ", offset)"
                            : "Integer.toUnsignedLong(" + base + ") + offset").append(";\n");
            call.append("instance.memory(memory), address");
            for (int i = 1; i < names.size(); i++) {
                body.append("            ").append(javaType(row.operands.get(i))).append(" ").append(names.get(i)).append("Operand = ")
                        .append(read(names.get(i), row.operands.get(i), sources.get(i))).append(";\n");
                call.append(", ").append(names.get(i)).append("Operand");
            }
        } else {
            for (int i = 0; i < names.size(); i++) {
                if (i > 0) {
                    call.append(", ");
                }
                call.append(read(names.get(i), row.operands.get(i), sources.get(i)));
            }
        }
        if (row.hasLane()) {
            call.append(", lane");
        }
        if (positioned) {
            call.append(", this");
        }
        String invocation = row.method() + "(" + call + ")";
        boolean addend = row.constant.equals("I32_ADD") && sources.stream().noneMatch(Source::isNode);
        classes.append(addend ? "    /** A sum that an address may be. */\n    public static final class " : "    static final class ").append(className).append(" extends ")
                .append(baseClass(row)).append(" {\n").append(fields).append("\n        ")
                .append(className).append("(").append(parameters).append(") {\n");
        if (positioned) {
            classes.append("            super(codeOffset);\n");
        }
        classes.append(assignments).append("        }\n\n");
        if (statement) {
            classes.append("        @Override\n        public int execute(VirtualFrame frame, WasmInstance instance) {\n").append(body)
                    .append("            ").append(invocation).append(";\n            return NORMAL;\n        }\n");
        } else if (row.results.get(0).equals("bool")) {
            classes.append("        @Override\n        public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {\n")
                    .append(body).append("            return ").append(invocation).append(";\n        }\n\n")
                    .append("        @Override\n        public int executeI32(VirtualFrame frame, WasmInstance instance) {\n")
                    .append("            return executeCondition(frame, instance) ? 1 : 0;\n        }\n");
        } else {
            String result = row.results.get(0);
            classes.append("        @Override\n        public ").append(javaType(result)).append(" execute").append(kind(result))
                    .append("(VirtualFrame frame, WasmInstance instance) {\n").append(body).append("            return ")
                    .append(invocation).append(";\n        }\n");
        }
        if (addend) {
            for (String name : names) {
                classes.append("\n        /** The slot, or the constant. */\n        public int ").append(name).append("() {\n            return ").append(name)
                        .append(";\n        }\n");
            }
        }
        if (!statement && !baseClass(row).equals("ExpressionNode")) {
            String type = row.results.get(0);
            if (type.equals("i32")) {
                classes.append("\n        @Override\n        public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {\n")
                        .append("            return executeI32(frame, instance) != 0;\n        }\n");
            }
            classes.append("\n        @Override\n        public int execute(VirtualFrame frame, WasmInstance instance) {\n");
            if (type.equals("bool")) {
                classes.append("            if (isBranch()) {\n                return branch(executeCondition(frame, instance));\n            }\n");
            }
            classes.append("            frame.set").append(frameType(type)).append("Static(target, execute").append(kind(type))
                    .append("(frame, instance));\n            return NORMAL;\n        }\n");
        }
        classes.append("    }\n\n");
        String construct = "new " + className + "(" + arguments + ")";
        if (tests.isEmpty()) {
            creation.append("                yield ").append(construct).append(";\n");
        } else {
            creation.append("                if (").append(String.join(" && ", tests)).append(") {\n                    yield ")
                    .append(construct).append(";\n                }\n");
        }
    }

    /** Scalars can be statements as well. Next to making a vector or an atomic access a node more costs little. */
    private static String baseClass(Row row) {
        if (row.results.isEmpty()) {
            return "StatementNode";
        }
        if (row.vector() || row.atomic()) {
            return "ExpressionNode";
        }
        return row.results.get(0).equals("bool") ? "ComparisonNode" : "ComputationNode";
    }

    private static final String IMPORTS = """
            import com.oracle.truffle.api.frame.VirtualFrame;
            import dev.perigord.wasm.module.Instruction;
            import dev.perigord.wasm.nodes.ComputationNode;
            import dev.perigord.wasm.nodes.ConstantNode;
            import dev.perigord.wasm.nodes.ExpressionNode;
            import dev.perigord.wasm.nodes.LocalGetNode;
            import dev.perigord.wasm.nodes.StatementNode;
            import dev.perigord.wasm.nodes.control.ComparisonNode;
            import dev.perigord.wasm.nodes.numeric.NumericNodes;
            import dev.perigord.wasm.runtime.Vector128;
            import dev.perigord.wasm.runtime.WasmInstance;

            """;

    private static final List<List<Source>> UNARY = List.of(List.of(Source.LOCAL), List.of(Source.ANY));
    private static final List<List<Source>> BINARY = List.of(
            List.of(Source.LOCAL, Source.CONSTANT),
            List.of(Source.LOCAL, Source.LOCAL),
            List.of(Source.ANY, Source.CONSTANT),
            List.of(Source.ANY, Source.LOCAL),
            List.of(Source.LOCAL, Source.ANY),
            List.of(Source.CONSTANT, Source.ANY),
            List.of(Source.ANY, Source.ANY));
    /** Vectors are objects, next to whose making a node for a local or constant costs little. */
    private static final List<List<Source>> VECTOR_ACCESS =
            List.of(List.of(Source.WIDE, Source.ANY), List.of(Source.LOCAL, Source.ANY), List.of(Source.ANY, Source.ANY));
    private static final List<List<Source>> LOAD =
            List.of(
                    List.of(Source.WIDE),
                    List.of(Source.LOCAL),
                    List.of(Source.PLUS_CONSTANT),
                    List.of(Source.PLUS_LOCAL),
                    List.of(Source.ANY));
    private static final List<List<Source>> STORE = List.of(
            List.of(Source.WIDE, Source.ANY),
            List.of(Source.LOCAL, Source.CONSTANT),
            List.of(Source.LOCAL, Source.LOCAL),
            List.of(Source.LOCAL, Source.ANY),
            List.of(Source.PLUS_CONSTANT, Source.LOCAL),
            List.of(Source.PLUS_CONSTANT, Source.ANY),
            List.of(Source.PLUS_LOCAL, Source.LOCAL),
            List.of(Source.PLUS_LOCAL, Source.ANY),
            List.of(Source.ANY, Source.CONSTANT),
            List.of(Source.ANY, Source.LOCAL),
            List.of(Source.ANY, Source.ANY));

    private static String numericNodes(List<Row> rows) {
        StringBuilder classes = new StringBuilder();
        StringBuilder unary = new StringBuilder();
        StringBuilder binary = new StringBuilder();
        for (Row row : rows) {
            if (row.special() || row.memoryAccess() || row.vector()) {
                continue;
            }
            boolean one = row.operands.size() == 1;
            StringBuilder creation = one ? unary : binary;
            creation.append("            case ").append(row.constant).append(" -> {\n");
            for (List<Source> sources : one ? UNARY : BINARY) {
                node(row, one ? List.of("operand") : List.of("left", "right"), sources, false, classes, creation);
            }
            creation.append("            }\n");
        }
        return IMPORTS + """
                /** The nodes of the numeric instructions, one class for each instruction and way its operands come. */
                public final class NumericNodes {
                    private NumericNodes() {}

                    /** Creates the node of an instruction with one operand; {@code codeOffset} is its place in the module. */
                    public static ExpressionNode unary(Instruction instruction, ExpressionNode operand, int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates the node of an instruction with two operands; {@code codeOffset} is its place in the module. */
                    public static ExpressionNode binary(
                            Instruction instruction, ExpressionNode left, ExpressionNode right, int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                %s}
                """.formatted(unary, binary, classes);
    }

    private static String memoryNodes(List<Row> rows) {
        StringBuilder classes = new StringBuilder();
        StringBuilder loads = new StringBuilder();
        StringBuilder stores = new StringBuilder();
        StringBuilder laneLoads = new StringBuilder();
        StringBuilder laneStores = new StringBuilder();
        for (Row row : rows) {
            if (row.special() || !row.memoryAccess() || row.atomic()) {
                continue;
            }
            boolean one = row.operands.size() == 1;
            StringBuilder creation = row.results.isEmpty()
                    ? row.hasLane() ? laneStores : stores
                    : row.hasLane() ? laneLoads : loads;
            creation.append("            case ").append(row.constant).append(" -> {\n");
            for (List<Source> sources : one ? LOAD : row.vector() ? VECTOR_ACCESS : STORE) {
                node(row, one ? List.of("base") : List.of("base", "value"), sources, true, classes, creation);
            }
            creation.append("            }\n");
        }
        return IMPORTS + """
                /** The nodes of loads and stores with a constant offset. */
                public final class MemoryAccessNodes {
                    private MemoryAccessNodes() {}

                    /** Creates a load from {@code base} plus the constant offset; {@code codeOffset} is its place in the module. */
                    public static ExpressionNode load(Instruction instruction, ExpressionNode base, MemoryArgument argument, int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates a store to {@code base} plus the constant offset; {@code codeOffset} is its place in the module. */
                    public static StatementNode store(
                            Instruction instruction, ExpressionNode base, ExpressionNode value, MemoryArgument argument, int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates a load into one lane of the vector {@code value}. */
                    public static ExpressionNode laneLoad(
                            Instruction instruction,
                            ExpressionNode base,
                            ExpressionNode value,
                            MemoryArgument argument,
                            int lane,
                            int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates a store of one lane of the vector {@code value}. */
                    public static StatementNode laneStore(
                            Instruction instruction,
                            ExpressionNode base,
                            ExpressionNode value,
                            MemoryArgument argument,
                            int lane,
                            int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                %s}
                """.formatted(loads, stores, laneLoads, laneStores, classes);
    }

    // --- atomic accesses -------------------------------------------------------------------------------------

    private static final List<String> ATOMIC_OPERANDS = List.of("base", "value", "other");

    private static String atomicNodes(List<Row> rows) {
        StringBuilder classes = new StringBuilder();
        StringBuilder stores = new StringBuilder();
        List<StringBuilder> creations = List.of(new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (Row row : rows) {
            if (row.special() || !row.atomic()) {
                continue;
            }
            int arity = row.operands.size();
            StringBuilder creation = row.results.isEmpty() ? stores : creations.get(arity - 1);
            creation.append("            case ").append(row.constant).append(" -> {\n");
            for (Source source : List.of(Source.WIDE, Source.ANY)) {
                List<Source> sources = new ArrayList<>(Collections.nCopies(arity, Source.ANY));
                sources.set(0, source);
                node(row, ATOMIC_OPERANDS.subList(0, arity), sources, true, classes, creation);
            }
            creation.append("            }\n");
        }
        return """
                import com.oracle.truffle.api.frame.VirtualFrame;
                import dev.perigord.wasm.module.Instruction;
                import dev.perigord.wasm.nodes.ExpressionNode;
                import dev.perigord.wasm.nodes.StatementNode;
                import dev.perigord.wasm.nodes.memory.MemoryArgument;
                import dev.perigord.wasm.runtime.WasmInstance;

                /** The nodes of atomic accesses with a constant offset. */
                public final class AtomicNodes {
                    private AtomicNodes() {}

                    /** Creates the node of an instruction that gives a value; {@code codeOffset} is its place in the module. */
                    public static ExpressionNode access(
                            Instruction instruction, ExpressionNode[] operands, MemoryArgument argument, int codeOffset) {
                        return switch (operands.length) {
                            case 1 -> access(instruction, operands[0], argument, codeOffset);
                            case 2 -> access(instruction, operands[0], operands[1], argument, codeOffset);
                            default -> access(instruction, operands[0], operands[1], operands[2], argument, codeOffset);
                        };
                    }

                    private static ExpressionNode access(
                            Instruction instruction, ExpressionNode base, MemoryArgument argument, int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    private static ExpressionNode access(
                            Instruction instruction,
                            ExpressionNode base,
                            ExpressionNode value,
                            MemoryArgument argument,
                            int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    private static ExpressionNode access(
                            Instruction instruction,
                            ExpressionNode base,
                            ExpressionNode value,
                            ExpressionNode other,
                            MemoryArgument argument,
                            int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates an atomic store. */
                    public static StatementNode store(
                            Instruction instruction,
                            ExpressionNode base,
                            ExpressionNode value,
                            MemoryArgument argument,
                            int codeOffset) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                %s}
                """.formatted(creations.get(0), creations.get(1), creations.get(2), stores, classes);
    }

    // --- vectors -----------------------------------------------------------------------------------------------

    private static final List<List<String>> VECTOR_OPERANDS =
            List.of(List.of("operand"), List.of("left", "right"), List.of("first", "second", "third"));

    private static String vectorNodes(List<Row> rows) {
        StringBuilder classes = new StringBuilder();
        List<StringBuilder> creations = List.of(new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (Row row : rows) {
            if (row.special() || row.memoryAccess() || row.handWritten() || !row.vector()) {
                continue;
            }
            int arity = row.operands.size();
            List<Source> sources = Collections.nCopies(arity, Source.ANY);
            StringBuilder creation = creations.get(arity - 1);
            creation.append("            case ").append(row.constant).append(" -> {\n");
            node(row, VECTOR_OPERANDS.get(arity - 1), sources, false, classes, creation);
            creation.append("            }\n");
        }
        return VECTOR_IMPORTS + """
                /** The nodes of the vector instructions that are one static method. */
                public final class VectorNodes {
                    private VectorNodes() {}

                    /** Creates the node of an instruction with one operand; {@code lane} is its lane index, if it has one. */
                    public static ExpressionNode unary(Instruction instruction, ExpressionNode operand, int lane) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates the node of an instruction with two operands; {@code lane} is its lane index, if it has one. */
                    public static ExpressionNode binary(
                            Instruction instruction, ExpressionNode left, ExpressionNode right, int lane) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                    /** Creates the node of an instruction with three operands. */
                    public static ExpressionNode ternary(
                            Instruction instruction, ExpressionNode first, ExpressionNode second, ExpressionNode third) {
                        return switch (instruction) {
                %s            default -> throw new IllegalArgumentException(instruction.mnemonic());
                        };
                    }

                %s}
                """.formatted(creations.get(0), creations.get(1), creations.get(2), classes);
    }

    private static final String VECTOR_IMPORTS = """
            import com.oracle.truffle.api.frame.VirtualFrame;
            import dev.perigord.wasm.module.Instruction;
            import dev.perigord.wasm.nodes.ExpressionNode;
            import dev.perigord.wasm.runtime.Vector128;
            import dev.perigord.wasm.runtime.WasmInstance;

            """;

    /** A lane's type and the number of lanes, such as {@code u8x16}. */
    private record Shape(char type, int bits, int lanes) {
        static Shape of(String text) {
            String[] numbers = text.substring(1).split("x");
            return new Shape(text.charAt(0), Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }

        int lanesInHalf() {
            return lanes / 2;
        }

        /** Java that reads a lane of a vector. */
        String read(String vector, int lane) {
            String half = vector + (lane < lanesInHalf() ? ".low()" : ".high()");
            if (type != 'f' && lanes == 2) {
                return half;
            }
            return "Lanes." + type + bits + "(" + half + ", " + lane % lanesInHalf() + ")";
        }

        /** Java that packs as many lanes as half a vector has. */
        String pack(List<String> values, boolean masks) {
            if (lanes == 2 && (type != 'f' || masks)) {
                return values.get(0);
            }
            return "Lanes." + (type == 'f' && !masks ? "packF" : "packI") + bits + "(" + String.join(", ", values) + ")";
        }
    }

    private static String laneOperations(List<Row> rows) {
        StringBuilder methods = new StringBuilder();
        for (Row row : rows) {
            if (!row.special() && row.laneWise()) {
                methods.append(laneOperation(row));
            }
        }
        return """
                import dev.perigord.wasm.runtime.Vector128;

                /** What those vector instructions compute that treat every lane alike: scalar methods, applied lane by lane. */
                public final class LaneOperations {
                    private LaneOperations() {}

                %s}
                """.formatted(methods);
    }

    private static String laneOperation(Row row) {
        String[] semantics = row.semantics.split(":");
        String[] shapes = semantics[0].split(">");
        String[] source = shapes[0].split("\\.");
        Shape from = Shape.of(source[0]);
        Shape to = Shape.of(shapes[shapes.length - 1]);
        String part = source.length > 1 ? source[1] : "";
        int first = part.equals("high") ? from.lanes / 2 : 0;
        int neighbours = part.equals("pairs") ? 2 : 1;
        boolean masks = row.results.get(0).equals("mask");
        List<String> names = VECTOR_OPERANDS.get(row.operands.size() - 1);
        List<String> halves = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            List<String> values = new ArrayList<>();
            for (int lane = half * to.lanesInHalf(); lane < (half + 1) * to.lanesInHalf(); lane++) {
                if (first + lane * neighbours >= from.lanes) {
                    values.add("0");
                    continue;
                }
                List<String> arguments = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    if (!row.operands.get(i).equals("v128")) {
                        arguments.add(names.get(i));
                        continue;
                    }
                    for (int neighbour = 0; neighbour < neighbours; neighbour++) {
                        arguments.add(from.read(names.get(i), first + lane * neighbours + neighbour));
                    }
                }
                String value = BASE + ".nodes." + semantics[1] + "(" + String.join(", ", arguments) + ")";
                values.add(masks ? value + " ? -1 : 0" : value);
            }
            halves.add(to.pack(values, masks));
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.add(javaType(row.operands.get(i)) + " " + names.get(i));
        }
        return "    /** {@code " + row.mnemonic + "} */\n    public static Vector128 " + row.laneMethod() + "("
                + String.join(", ", parameters) + ") {\n        return new Vector128(\n                "
                + String.join(",\n                ", halves) + ");\n    }\n\n";
    }

    // --- vectors of the machine ------------------------------------------------------------------------------

    /** The class of vectors with lanes of a shape in {@code MachineLanes}, and what their lanes are. */
    private record MachineLanes(String vectors, String lane, int lanes) {
        static MachineLanes of(String shape) {
            return switch (shape.substring(1)) {
                case "8x16" -> new MachineLanes("Bytes", "byte", 16);
                case "16x8" -> new MachineLanes("Shorts", "short", 8);
                case "32x4" -> shape.startsWith("f") ? new MachineLanes("Floats", "float", 4) : new MachineLanes("Ints", "int", 4);
                default -> shape.startsWith("f") ? new MachineLanes("Doubles", "double", 2) : new MachineLanes("MachineVector", "long", 2);
            };
        }

        /** The arguments that tell HotSpot the sort of vectors. */
        String sort(boolean masks) {
            return vectors + ".class, " + (masks ? vectors + ".Mask.class, " : "null, ") + laneAndNumber();
        }

        String laneAndNumber() {
            return lane + ".class, " + lanes;
        }

        /** Java that makes vectors with such lanes of a vector as it is between instructions. */
        String cast(String vector) {
            return vector + "." + (lane.equals("long") ? "longs" : vectors.toLowerCase(Locale.ROOT)) + "()";
        }

        /** Java for when HotSpot does not compile the operation: the lane operation on objects. */
        String slowly(String parameters, String type, String method, String arguments) {
            return "(" + parameters + ") -> new " + type + "(" + method + "(" + arguments + "))";
        }
    }

    private static String machineOperations(List<Row> rows) {
        StringBuilder methods = new StringBuilder();
        for (Row row : rows) {
            if (!row.machine.isEmpty() && !row.machine.equals(BY_HAND) && !row.machine.startsWith(SAME)) {
                methods.append(machineOperation(row));
            }
        }
        return """
                import static jdk.internal.vm.vector.VectorSupport.*;

                import dev.perigord.wasm.nodes.simd.MachineLanes.Bytes;
                import dev.perigord.wasm.nodes.simd.MachineLanes.Doubles;
                import dev.perigord.wasm.nodes.simd.MachineLanes.Floats;
                import dev.perigord.wasm.nodes.simd.MachineLanes.Ints;
                import dev.perigord.wasm.nodes.simd.MachineLanes.Shorts;

                /**
                 * Vector instructions that are an operation of the machine on every lane. HotSpot compiles each call of
                 * VectorSupport to an instruction; until it does so, the last argument computes the same.
                 */
                public final class MachineOperations {
                    private MachineOperations() {}

                %s}
                """.formatted(methods);
    }

    private static String machineOperation(Row row) {
        String[] machine = row.machine.split(":");
        String shape = row.mnemonic.startsWith("v128") ? "i64x2" : row.mnemonic.substring(0, row.mnemonic.indexOf('.'));
        MachineLanes lanes = MachineLanes.of(shape);
        String slow = "LaneOperations." + row.laneMethod();
        String body = switch (machine[0]) {
            case "unary" -> "unaryOp(VECTOR_OP_%s, %s, %s, null, %s).vector()".formatted(
                    machine[1], lanes.sort(false), lanes.cast("a"), lanes.slowly("x, _", lanes.vectors, slow, "x.object()"));
            case "binary" -> "binaryOp(VECTOR_OP_%s, %s, %s, %s, null, %s).vector()".formatted(
                    machine[1], lanes.sort(false), lanes.cast("a"), lanes.cast("b"),
                    lanes.slowly("x, y, _", lanes.vectors, slow, "x.object(), y.object()"));
            case "shift" -> "broadcastInt(VECTOR_OP_%s, %s, %s, count & %d, null, %s).vector()".formatted(
                    machine[1], lanes.sort(false), lanes.cast("a"), 128 / lanes.lanes - 1,
                    lanes.slowly("x, n, _", lanes.vectors, slow, "x.object(), n"));
            case "compare" -> machineBlend(lanes, lanes.cast("MachineVectors.zero()"), lanes.cast("MachineVectors.ones()"),
                    machineComparison(lanes, machine[1], slow));
            case "choose" -> machineBlend(lanes, lanes.cast("a"), lanes.cast("b"), machineComparison(lanes, machine[1],
                    "LaneOperations." + shape + capitalize(machine[1])));
            case "cast" -> machineCast(row, lanes, machine.length > 1 ? machine[1] : null, slow);
            default -> throw new IllegalArgumentException(row.mnemonic + ": " + row.machine);
        };
        return "    /** {@code " + row.mnemonic + "} */\n    public static MachineVector " + row.laneMethod() + "("
                + machineParameters(row) + ") {\n        return " + body + ";\n    }\n\n";
    }

    private static String machineComparison(MachineLanes lanes, String condition, String slow) {
        return "compare(BT_%s, %s, %s, %s, null, (_, x, y, _) -> new %s.Mask(%s(x.object(), y.object())))".formatted(
                condition, lanes.sort(true), lanes.cast("a"), lanes.cast("b"), lanes.vectors, slow);
    }

    private static String machineBlend(MachineLanes lanes, String otherwise, String where, String mask) {
        return "blend(%s, %s, %s, %s, (x, y, m) -> new %s(m.choose(x.object(), y.object()))).vector()".formatted(
                lanes.sort(true), otherwise, where, mask, lanes.vectors);
    }

    private static String machineCast(Row row, MachineLanes to, String operation, String slow) {
        String[] source = row.semantics.split(":")[0].split(">")[0].split("\\.");
        MachineLanes from = MachineLanes.of(source[0]);
        boolean high = source.length > 1 && source[1].equals("high");
        String cast = source[0].startsWith("u") ? "VECTOR_OP_UCAST" : "VECTOR_OP_CAST";
        String single = operation == null ? slow : "LaneOperations." + row.laneMethod().replace("Extmul", "Extend");
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < row.operands.size(); i++) {
            String operand = i == 0 ? "a" : "b";
            // The lanes are the lower ones by now.
            operands.add("convert(%s, %s.class, %s, %s.class, %s, %s, null, %s)".formatted(
                    cast, from.vectors, from.laneAndNumber(), to.vectors, to.laneAndNumber(),
                    from.cast(high ? "MachineVectors.high(" + operand + ")" : operand),
                    to.slowly("x, _", to.vectors, single.replace("High", "Low"), "x.object()")));
        }
        if (operation == null) {
            return operands.get(0) + ".vector()";
        }
        return "binaryOp(VECTOR_OP_%s, %s, %s, null, %s).vector()".formatted(
                operation, to.sort(false), String.join(", ", operands),
                to.slowly("x, y, _", to.vectors, "LaneOperations." + row.mnemonic.substring(0, row.mnemonic.indexOf('.')) + "Mul",
                        "x.object(), y.object()"));
    }

    private static String machineParameters(Row row) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < row.operands.size(); i++) {
            parameters.add(row.operands.get(i).equals("v128") ? "MachineVector " + (char) ('a' + i) : "int count");
        }
        return String.join(", ", parameters);
    }

    private static String capitalize(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
