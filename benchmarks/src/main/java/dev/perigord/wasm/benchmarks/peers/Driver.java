package dev.perigord.wasm.benchmarks.peers;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries out what the comparison asks of an engine for the JVM, which has this process for itself. What it prints is what the
 * drivers of other engines print ({@code src/peers}).
 *
 * <pre>
 * kernel FILE N SECONDS LEAST                              calls the export run for so long and so often, longer if
 *                                                          it still becomes faster; prints a line for each call:
 *                                                          call WALL_NANOSECONDS CPU_NANOSECONDS CHECKSUM
 * program FILE [--dir HOST::GUEST]... [--] [ARGUMENT]...   runs a program
 * call FILE FUNCTION ARGUMENT                              calls a component's function of a string; prints the string
 *                                                          that it gives
 * load FILE                                                decodes and instantiates; prints seconds
 * instances FILE COUNT                                     makes instances that stay alive; prints seconds of all and bytes of one; the
 *                                                          heap must be resident from the start (-XX:+AlwaysPreTouch)
 * probe                                                    prints the engine's version
 * </pre>
 */
final class Driver {
    /** A guest that recurses must not meet the end of the stack earlier on one engine than on another. */
    private static final long STACK_BYTES = 512L << 20;

    /** An engine whose calls still become faster, because others use the machine, gets so many times the time. */
    private static final long PATIENCE = 3;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final Guest guest;
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Driver(Guest guest) {
        this.guest = guest;
    }

    /** Carries out the command and ends the process. */
    static void drive(Guest guest, List<String> command) throws InterruptedException {
        int[] status = {1};
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        status[0] = new Driver(guest).execute(command);
                    } catch (Throwable e) {
                        // Whatever it is, the report should say it, in one line at the end.
                        e.printStackTrace();
                        System.err.println("failed: "
                                + String.valueOf(e).lines().findFirst().orElse(""));
                    }
                },
                "guest",
                STACK_BYTES);
        thread.start();
        thread.join();
        System.exit(status[0]);
    }

    private int execute(List<String> command) throws Exception {
        switch (command.getFirst()) {
            case "kernel" ->
                kernel(
                        guest.kernel(Path.of(command.get(1))),
                        Integer.parseInt(command.get(2)),
                        Long.parseLong(command.get(3)),
                        Long.parseLong(command.get(4)));
            case "program" -> {
                return program(Path.of(command.get(1)), command.subList(2, command.size()));
            }
            case "call" -> out.println(guest.call(Path.of(command.get(1)), command.get(2), command.get(3)));
            case "load" -> load(Path.of(command.get(1)));
            case "instances" -> instances(Path.of(command.get(1)), Integer.parseInt(command.get(2)));
            case "probe" -> out.println(guest.version());
            default -> throw new IllegalArgumentException("unknown command " + command.getFirst());
        }
        return 0;
    }

    private void kernel(Guest.Kernel kernel, int n, long seconds, long least) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long enough = start + TimeUnit.SECONDS.toNanos(seconds);
        long most = start + TimeUnit.SECONDS.toNanos(seconds * PATIENCE);
        Plateau plateau = new Plateau();
        for (long calls = 0;
                calls < least || System.nanoTime() < enough || (!plateau.isReached() && System.nanoTime() < most);
                calls++) {
            // Collections run on other threads, but they are this thread's doing.
            long collection = collectionMillis();
            long cpu = threads.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            int result = kernel.run(n);
            wall = System.nanoTime() - wall;
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            cpu += TimeUnit.MILLISECONDS.toNanos(collectionMillis() - collection);
            out.println("call " + wall + " " + cpu + " " + result);
            plateau.add(cpu);
        }
    }

    private static long collectionMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    private int program(Path file, List<String> rest) throws Exception {
        List<Guest.Directory> directories = new ArrayList<>();
        int at = 0;
        while (at < rest.size() && rest.get(at).equals("--dir")) {
            String[] names = rest.get(at + 1).split("::", 2);
            directories.add(new Guest.Directory(names[0], names[1]));
            at += 2;
        }
        if (at < rest.size() && rest.get(at).equals("--")) {
            at++;
        }
        return guest.program(file, directories, rest.subList(at, rest.size()));
    }

    private void load(Path file) throws Exception {
        long start = System.nanoTime();
        Object instance = guest.instances(file).make();
        out.println("seconds " + (System.nanoTime() - start) / 1e9 + " " + (instance != null));
    }

    private void instances(Path file, int count) throws Exception {
        Guest.InstanceMaker maker = guest.instances(file);
        List<Object> alive = new ArrayList<>();
        alive.add(maker.make());
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        // What the heap grows by is no new resident memory, because all of it is resident already.
        long heap = memory.getHeapMemoryUsage().getUsed();
        long resident = residentBytes();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            alive.add(maker.make());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        memory.gc();
        heap = memory.getHeapMemoryUsage().getUsed() - heap;
        resident = residentBytes() - resident;
        out.println("seconds " + seconds);
        out.println("bytes " + Math.max(0, (resident + heap) / alive.size()));
    }

    private static long residentBytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
    }
}
