package io.ef21.method;

/** Where methods were published, as BibTeX has it. */
public enum Paper {
    /** Nowhere: a method from outside that names no paper. */
    UNPUBLISHED("misc", "", "", "", "", 0),
    GRADIENT_DESCENT(
            "book",
            "nesterov2018lectures",
            "Nesterov, Yurii",
            "Lectures on Convex Optimization",
            "publisher = {Springer}",
            2018),
    EF14(
            "inproceedings",
            "seide2014onebit",
            "Seide, Frank and Fu, Hao and Droppo, Jasha and Li, Gang and Yu, Dong",
            "1-bit stochastic gradient descent and its application to data-parallel distributed training of speech {DNNs}",
            "booktitle = {Interspeech}",
            2014),
    QSGD(
            "inproceedings",
            "alistarh2017qsgd",
            "Alistarh, Dan and Grubic, Demjan and Li, Jerry and Tomioka, Ryota and Vojnovic, Milan",
            "{QSGD}: Communication-efficient {SGD} via gradient quantization and encoding",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2017),
    LAG(
            "inproceedings",
            "chen2018lag",
            "Chen, Tianyi and Giannakis, Georgios B. and Sun, Tao and Yin, Wotao",
            "{LAG}: Lazily aggregated gradient for communication-efficient distributed learning",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2018),
    DIANA(
            "article",
            "mishchenko2024diana",
            "Mishchenko, Konstantin and Gorbunov, Eduard and Tak{\\'a}{\\v{c}}, Martin and Richt{\\'a}rik, Peter",
            "Distributed learning with compressed gradient differences",
            "journal = {Optimization Methods and Software}",
            2024),
    DOUBLE_SQUEEZE(
            "inproceedings",
            "tang2019doublesqueeze",
            "Tang, Hanlin and Yu, Chen and Lian, Xiangru and Zhang, Tong and Liu, Ji",
            "{DoubleSqueeze}: Parallel stochastic gradient descent with double-pass error-compensated compression",
            "booktitle = {International Conference on Machine Learning}",
            2019),
    EFSGD(
            "inproceedings",
            "karimireddy2019error",
            "Karimireddy, Sai Praneeth and Rebjock, Quentin and Stich, Sebastian U. and Jaggi, Martin",
            "Error feedback fixes {SignSGD} and other gradient compression schemes",
            "booktitle = {International Conference on Machine Learning}",
            2019),
    EF21(
            "inproceedings",
            "richtarik2021ef21",
            "Richt{\\'a}rik, Peter and Sokolov, Igor and Fatkhullin, Ilyas",
            "{EF21}: A new, simpler, theoretically better, and practically faster error feedback",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2021),
    BELLS(
            "article",
            "fatkhullin2025bells",
            "Fatkhullin, Ilyas and Sokolov, Igor and Gorbunov, Eduard and Li, Zhize and Richt{\\'a}rik, Peter",
            "{EF21} with bells \\& whistles: Six algorithmic extensions of modern error feedback",
            "journal = {Journal of Machine Learning Research}, volume = {26}, number = {189}, pages = {1--50}",
            2025),
    MARINA(
            "inproceedings",
            "gorbunov2021marina",
            "Gorbunov, Eduard and Burlachenko, Konstantin and Li, Zhize and Richt{\\'a}rik, Peter",
            "{MARINA}: Faster non-convex distributed learning with compression",
            "booktitle = {International Conference on Machine Learning}",
            2021),
    THREE_PC(
            "inproceedings",
            "richtarik2022threepc",
            "Richt{\\'a}rik, Peter and Sokolov, Igor and Gasanov, Elnur and Fatkhullin, Ilyas and Li, Zhize and Gorbunov,"
                    + " Eduard",
            "{3PC}: Three point compressors for communication-efficient distributed training and a better theory for lazy"
                    + " aggregation",
            "booktitle = {International Conference on Machine Learning}",
            2022),
    EF_BV(
            "inproceedings",
            "condat2022efbv",
            "Condat, Laurent and Yi, Kai and Richt{\\'a}rik, Peter",
            "{EF-BV}: A unified theory of error feedback and variance reduction mechanisms for biased and unbiased"
                    + " compression in distributed optimization",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2022),
    NEOLITHIC(
            "inproceedings",
            "huang2022lower",
            "Huang, Xinmeng and Chen, Yiming and Yin, Wotao and Yuan, Kun",
            "Lower bounds and nearly optimal algorithms in distributed learning with communication compression",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2022),
    BEER(
            "inproceedings",
            "zhao2022beer",
            "Zhao, Haoyu and Li, Boyue and Li, Zhize and Richt{\\'a}rik, Peter and Chi, Yuejie",
            "{BEER}: Fast {O}(1/{T}) rate for decentralized nonconvex optimization with communication compression",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2022),
    BIASED(
            "article",
            "beznosikov2023biased",
            "Beznosikov, Aleksandr and Horv{\\'a}th, Samuel and Richt{\\'a}rik, Peter and Safaryan, Mher",
            "On biased compression for distributed learning",
            "journal = {Journal of Machine Learning Research}, volume = {24}, number = {276}, pages = {1--50}",
            2023),
    EF21_P(
            "inproceedings",
            "gruntkowska2023ef21p",
            "Gruntkowska, Kaja and Tyurin, Alexander and Richt{\\'a}rik, Peter",
            "{EF21-P} and friends: Improved theoretical communication complexity for distributed optimization with"
                    + " bidirectional compression",
            "booktitle = {International Conference on Machine Learning}",
            2023),
    MOMENTUM(
            "inproceedings",
            "fatkhullin2023momentum",
            "Fatkhullin, Ilyas and Tyurin, Alexander and Richt{\\'a}rik, Peter",
            "Momentum provably improves error feedback!",
            "booktitle = {Advances in Neural Information Processing Systems}",
            2023),
    CONEF(
            "article",
            "li2023contractive",
            "Li, Bingcong and Zheng, Shuai and Raman, Parameswaran and Shrivastava, Anshumali and Giannakis, Georgios B.",
            "Contractive error feedback for gradient compression",
            "journal = {arXiv:2312.08538}",
            2023),
    RELOADED(
            "inproceedings",
            "richtarik2024reloaded",
            "Richt{\\'a}rik, Peter and Gasanov, Elnur and Burlachenko, Konstantin",
            "Error feedback reloaded: From quadratic to arithmetic mean of smoothness constants",
            "booktitle = {International Conference on Learning Representations}",
            2024),
    ECONTROL(
            "inproceedings",
            "gao2024econtrol",
            "Gao, Yuan and Islamov, Rustem and Stich, Sebastian U.",
            "{EControl}: Fast distributed optimization with compression and error control",
            "booktitle = {International Conference on Learning Representations}",
            2024),
    NORMALIZED(
            "article",
            "khirirat2024normalization",
            "Khirirat, Sarit and Sadiev, Abdurakhmon and Riabinin, Artem and Gorbunov, Eduard and Richt{\\'a}rik, Peter",
            "Error feedback under (${L}_0$,${L}_1$)-smoothness: Normalization and momentum",
            "journal = {arXiv:2410.16871}",
            2024);

    private final String type;
    private final String key;
    private final String authors;
    private final String title;
    private final String venue;
    private final int year;

    Paper(String type, String key, String authors, String title, String venue, int year) {
        this.type = type;
        this.key = key;
        this.authors = authors;
        this.title = title;
        this.venue = venue;
        this.year = year;
    }

    /** Its entry, or a comment where there is none. */
    public String bibtex() {
        if (this == UNPUBLISHED) {
            return "%% unpublished%n".formatted();
        }
        return "@%s{%s,%n  author = {%s},%n  title = {%s},%n  %s,%n  year = {%d}%n}%n"
                .formatted(type, key, authors, title, venue, year);
    }

    /** First author and year, for people. */
    public String label() {
        if (this == UNPUBLISHED) {
            return "unpublished";
        }
        String first = authors.split(",", 2)[0].replace("{\\'a}", "a");
        return first + (authors.contains(" and ") ? " et al. " : " ") + year;
    }
}
