package dev.perigord.wasm.maven;

import dev.perigord.wasm.bindgen.JavaBindings;
import dev.perigord.wasm.component.wit.LoadedWit;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.WitReader;
import dev.perigord.wasm.component.wit.resolve.Features;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Writes Java source for a WIT world, as {@code wasm bindgen} does, and adds it to the source that is compiled. */
@Mojo(name = "bindgen", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class BindgenMojo extends AbstractMojo {
    /** A component, a core module with a world, a {@code .wit} file, or a folder with a package and its {@code deps}. */
    @Parameter(property = "perigord.wit", defaultValue = "${project.basedir}/src/main/wit", required = true)
    private File wit;

    /** The world, by its name in the package or by its full name; not needed if there is only one. */
    @Parameter(property = "perigord.world")
    private String world;

    /** The package of the classes; otherwise that of the WIT package's name: {@code test:demo} is {@code test.demo}. */
    @Parameter(property = "perigord.package")
    private String javaPackage;

    /** Features whose {@code @unstable} parts are included. */
    @Parameter(property = "perigord.features")
    private List<String> features = List.of();

    /** Where the source goes. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/bindgen", required = true)
    private File outputDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    /** For Maven, which sets the fields. */
    public BindgenMojo() {}

    BindgenMojo(File wit, String world, String javaPackage, File outputDirectory, MavenProject project) {
        this.wit = wit;
        this.world = world;
        this.javaPackage = javaPackage;
        this.outputDirectory = outputDirectory;
        this.project = project;
    }

    @Override
    public void execute() throws MojoExecutionException {
        try {
            LoadedWit loaded =
                    new WitReader(new LocalFiles()).read(wit.getPath(), new Features(false, Set.copyOf(features)));
            write(JavaBindings.generate(loaded, world, javaPackage));
        } catch (WitException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new MojoExecutionException("no such file: " + e.getFile());
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
    }

    /** What is there already stays as it is, so that nothing is compiled again without need. */
    private void write(Map<String, String> sources) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = outputDirectory.toPath().resolve(source.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
        }
    }
}
